import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { endGroup, startGroup } from '@actions/core';
import { ObuilderError } from '../errors.ts';
import { asRoot, isAllowed, isBySudo, noSudo, sudoRefuses } from '../worker/root.ts';

/** Programs that a build needs, the Debian package of each, and which stores need it. */
const TOOLS = [
  { program: 'runc', package: 'runc', stores: /./ },
  { program: 'mkfs.btrfs', package: 'btrfs-progs', stores: /^(auto|btrfs:)/ },
  { program: 'zfs', package: 'zfsutils-linux', stores: /^zfs:/ },
] as const;

/** Where system programs are, also for a user whose PATH does not have it. */
const SYSTEM_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** PATH with the system's directories behind it. */
export function fullPath(pathVariable: string | undefined): string {
  const given = (pathVariable ?? '').split(':').filter((directory) => directory !== '');
  return [...new Set([...given, ...SYSTEM_DIRECTORIES])].join(':');
}

/** Debian packages of the programs that are on no directory of `searchPath`. */
export function missingPackages(store: string, searchPath: string): readonly string[] {
  return TOOLS.filter(({ stores }) => stores.test(store))
    .filter(({ program }) => !isThere(program, searchPath))
    .map((tool) => tool.package);
}

function isThere(program: string, searchPath: string): boolean {
  return searchPath.split(':').some((directory) => {
    try {
      accessSync(path.join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export interface InstallOptions {
  readonly packages: readonly string[];
  readonly uid: number;
  readonly user: string;
  readonly searchPath: string;
}

/**
 * Installs Debian packages with apt-get, with its output in a group of the log. The package lists are only fetched when it does
 * not work without.
 *
 * @throws ObuilderError `tool-missing` when it does not work at all, `not-root` when sudo refuses
 */
export async function installPackages(options: InstallOptions): Promise<void> {
  const { packages, searchPath } = options;
  if (!isThere('apt-get', searchPath)) {
    throw new ObuilderError(
      'tool-missing',
      `this runner lacks ${packages.join(' and ')}, and it has no apt-get`,
      {
        value: packages.join(' '),
        hint: "Install them with the system's own package manager; the action does so on Debian and Ubuntu only.",
      },
    );
  }
  startGroup(`Install ${packages.join(', ')}`);
  try {
    // Another runner on this host may be installing at the same moment.
    const install = [
      '-o',
      'DPkg::Lock::Timeout=120',
      'install',
      '-y',
      '--no-install-recommends',
      ...packages,
    ];
    if ((await aptGet(install, options)) === undefined) return;
    const updated = await aptGet(['update'], options);
    const failure = await aptGet(install, options);
    if (failure !== undefined) throw notInstalled(packages, updated ?? failure);
  } finally {
    endGroup();
  }
}

/** Undefined when it worked, else the end of what it wrote to stderr. */
async function aptGet(
  args: readonly string[],
  { uid, user, searchPath }: InstallOptions,
): Promise<string | undefined> {
  const command = asRoot(['apt-get', ...args], uid);
  const [file = '', ...rest] = command;
  let stderr = '';
  const listeners = {
    stderr: (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-2000);
    },
  };
  if (file === 'sudo' && !isThere(file, searchPath)) throw noSudo({ user, command }, undefined);
  const { exec } = await import('@actions/exec');
  const status = await exec(file, rest, { ignoreReturnCode: true, listeners });
  if (status === 0) return undefined;
  if (isBySudo(command) && !(await isAllowed({ command })))
    throw sudoRefuses({ user, command }, stderr.trim());
  return stderr.trim() || `apt-get ${args.join(' ')} ended with status ${status}`;
}

function notInstalled(packages: readonly string[], reason: string): ObuilderError {
  const last = reason.split('\n').at(-1) ?? reason;
  return new ObuilderError('tool-missing', `${packages.join(' and ')} could not be installed: ${last}`, {
    value: packages.join(' '),
    hint: `Install them on the runner once: apt-get install ${packages.join(' ')}`,
  });
}
