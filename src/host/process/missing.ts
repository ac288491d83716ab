import { existsSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';

/** The Debian packages of programs whose package has another name. */
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

/** Programs whose package has the same name. */
const SAME = new Set(['mount', 'runc', 'sudo', 'tar']);

/** Returns the error for a missing program, with the package to install if known. */
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

/** Calls `start` and converts its errors. Node throws some system errors at once, such as E2BIG, and reports others later. */
export function starting<T>(program: string, cwd: string | undefined, start: () => T): T {
  try {
    return start();
  } catch (cause) {
    throw cause instanceof Error ? asStartError(program, cause, cwd) : cause;
  }
}

/**
 * Returns the error for a program that cannot be started.
 *
 * @param cwd the program's directory: the kernel reports ENOENT for a missing directory too
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
