import { lstatSync } from 'node:fs';
import { ObuilderError } from '../../errors.ts';
import { resolveInside } from '../../files/inside.ts';
import { nativePath } from '../../files/names.ts';
import { isBase } from '../runc/mounts.ts';
import { refused } from './refused.ts';

/** The search path for a step without PATH: Docker's default. The step's environment stays without PATH. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The search path of env(1) without PATH. */
const ENV_PATH = '/bin:/usr/bin';

/** The exit status of env(1) and the shells for a missing program. */
const NOT_FOUND = 127;

const HINT = 'If the image has a shell but no bash, put (shell /bin/sh -c) before the first run.';

export interface Launch {
  readonly rootfs: string;
  readonly argv: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  /** The step's paths with mounts, whose files are not visible in `rootfs`. */
  readonly covered: ReadonlySet<string>;
}

/**
 * Returns the program of a step's argv: an absolute path inside, or the path as written if relative to the step's directory.
 *
 * @throws ObuilderError `sandbox-failed` if the image lacks the program
 */
export function findProgram(step: Launch): string {
  const name = step.argv[0] ?? '';
  if (!name.includes('/')) {
    const found = lookUp(step, name, pathOf(step) ?? DEFAULT_PATH);
    if (found === undefined || name === '') throw missing(name);
    return found;
  }
  if (name.startsWith('/') && !mayBeProgram(step, name)) throw missing(name);
  return name;
}

/**
 * Returns the error for a step that never ran its command because `env` found no shell, such as `/usr/bin/env bash -c` in an
 * image without bash.
 */
export function missingShell(code: number, step: Launch): ObuilderError | undefined {
  const [env, shell] = step.argv;
  if (code !== NOT_FOUND || !env?.endsWith('/env') || !shell || /^-|[/=]/.test(shell)) return undefined;
  return lookUp(step, shell, pathOf(step) ?? ENV_PATH) === undefined ? missing(shell) : undefined;
}

const missing = (name: string) =>
  new ObuilderError('sandbox-failed', `the image has no program ${name}`, { value: name, hint: HINT });

const pathOf = (step: Launch) => step.env.find(([name]) => name === 'PATH')?.[1];

function lookUp(step: Launch, name: string, path: string): string | undefined {
  const candidates = path.split(':').filter((directory) => directory.startsWith('/'));
  return candidates.map((directory) => `${directory}/${name}`).find((file) => mayBeProgram(step, file));
}

/** Whether a path may be an executable file. A path below a mount is not visible, and counts only if argv names the path. */
function mayBeProgram(step: Launch, file: string): boolean {
  try {
    const found = resolveInside(step.rootfs, file, {
      refuse: (reason) => refused(file, reason),
      covered: step.covered,
    });
    if (found.under === undefined) return found.found === 'other' && isProgram(found.file);
    // A program below /proc may be the runtime itself, or a file of the host that the runtime has open.
    return step.argv[0] === file && !isBase(found.under);
  } catch {
    return false;
  }
}

/** Whether a path of the host without links is an executable regular file. */
function isProgram(file: string): boolean {
  const stats = lstatSync(nativePath(file));
  return stats.isFile() && (stats.mode & 0o111) !== 0;
}
