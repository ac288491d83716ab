import { existsSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';

/** The Debian packages of this program's own tools whose package has another name. A driver of the store names its packages itself. */
const PACKAGES: Readonly<Record<string, string>> = {
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
function asMissingTool(
  program: string,
  { cause, from }: { cause: unknown; from: string | undefined },
): ObuilderError {
  const name = path.basename(program);
  const known = from ?? (SAME.has(name) ? name : PACKAGES[name]);
  return new ObuilderError('tool-missing', `the program ${program} is not installed`, {
    program,
    hint:
      known === undefined ? `Install the package that has ${name}.` : `Install it: apt-get install ${known}.`,
    cause,
  });
}

/** A start of a program. */
export interface Start {
  readonly program: string;
  /** The program's directory: the kernel reports ENOENT for a missing directory too. */
  readonly cwd?: string | undefined;
  /** The Debian package of the program; by default the package of the program's name, if known. */
  readonly package?: string | undefined;
}

/** Calls `start` and converts its errors. Node throws some system errors at once, such as E2BIG, and reports others later. */
export function starting<T>(started: Start, start: () => T): T {
  try {
    return start();
  } catch (cause) {
    throw cause instanceof Error ? asStartError(started, cause) : cause;
  }
}

/** Returns the error for a program that cannot be started. */
export function asStartError(
  { program, cwd, package: from }: Start,
  cause: Error & { readonly code?: unknown },
): ObuilderError {
  const lacksDirectory = cwd !== undefined && !existsSync(cwd);
  if (cause.code === 'ENOENT' && !lacksDirectory) return asMissingTool(program, { cause, from });
  const reason = lacksDirectory ? `the directory ${cwd} is missing` : cause.message;
  return new ObuilderError('tool-failed', `the program ${program} cannot be started: ${reason}`, {
    program,
    errno: typeof cause.code === 'string' ? cause.code : undefined,
    cause,
  });
}
