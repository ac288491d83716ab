import { existsSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';

/** The Debian packages of programs, as far as their names differ. */
const PACKAGES: Readonly<Record<string, string>> = {
  btrfs: 'btrfs-progs',
  'mkfs.btrfs': 'btrfs-progs',
  zfs: 'zfsutils-linux',
  zpool: 'zfsutils-linux',
  apparmor_parser: 'apparmor',
  visudo: 'sudo',
  losetup: 'mount',
  umount: 'mount',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  fstrim: 'util-linux',
  chrt: 'util-linux',
  prlimit: 'util-linux',
  chattr: 'e2fsprogs',
  find: 'findutils',
  sh: 'dash',
  ...Object.fromEntries(['cp', 'id', 'kill', 'rm', 'stty', 'sync'].map((name) => [name, 'coreutils'])),
};

/** Programs whose packages have the same name. */
const SAME = new Set(['mount', 'runc', 'sudo', 'tar']);

/** The error for a program that this machine lacks. It names the package to install as far as we know one. */
function asMissingTool(program: string, cause?: unknown): ObuilderError {
  const name = path.basename(program);
  const known = SAME.has(name) ? name : PACKAGES[name];
  return new ObuilderError('tool-missing', `the program ${program} is not installed`, {
    program,
    hint:
      known === undefined ? `Install the package that has ${name}.` : `Install it: apt-get install ${known}.`,
    cause,
  });
}

/** Starts a program. Node throws some errors of the system at once, such as E2BIG, and reports others later. */
export function starting<T>(program: string, cwd: string | undefined, start: () => T): T {
  try {
    return start();
  } catch (cause) {
    throw cause instanceof Error ? asStartError(program, cause, cwd) : cause;
  }
}

/**
 * The error for a program that cannot be started.
 *
 * @param cwd the directory in which it was to start: the kernel reports a missing one in the same way
 */
export function asStartError(
  program: string,
  cause: Error & { readonly code?: unknown },
  cwd: string | undefined,
): ObuilderError {
  const lacksDirectory = cwd !== undefined && !existsSync(cwd);
  if (cause.code === 'ENOENT' && !lacksDirectory) return asMissingTool(program, cause);
  const reason = lacksDirectory ? `the directory ${cwd} is missing` : cause.message;
  return new ObuilderError('tool-failed', `the program ${program} cannot be started: ${reason}`, {
    program,
    errno: typeof cause.code === 'string' ? cause.code : undefined,
    cause,
  });
}
