import { ObuilderError } from '../../errors.ts';
import { lookUp, mayBeProgram, type SearchedRoot } from './search.ts';

/** The search path of a step if neither the image nor the spec sets PATH: the default of Docker and BuildKit. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The exit status of env(1) and the shells for a missing program. */
export const NOT_FOUND = 127;

const HINT = 'If the image has a shell but no bash, put (shell /bin/sh -c) before the first run.';

export interface Launch extends SearchedRoot {
  readonly env: readonly (readonly [string, string])[];
}

/** Returns the PATH of a step's process. */
export function searchPath(env: Launch['env']): string {
  return env.find(([name]) => name === 'PATH')?.[1] ?? DEFAULT_PATH;
}

/**
 * Returns the program of a step's argv: an absolute path inside, or the path as written if relative to the step's directory.
 *
 * @throws ObuilderError `sandbox-failed` if the image lacks the program
 */
export function findProgram(step: Launch): string {
  const name = step.argv[0] ?? '';
  if (!name.includes('/')) {
    const found = lookUp(step, name, searchPath(step.env));
    if (found === undefined || name === '') throw missing(name, step);
    return found;
  }
  if (name.startsWith('/') && !mayBeProgram(step, name)) throw missing(name, step);
  return name;
}

/**
 * Returns the error for a step that exits with `NOT_FOUND` because `env` finds no shell, such as `/usr/bin/env bash -c` in an image
 * without bash. Call before the step: its end may take the root file system away.
 */
export function missingShell(step: Launch): ObuilderError | undefined {
  const [env, shell] = step.argv;
  if (!env?.endsWith('/env') || !shell || /^-|[/=]/.test(shell)) return undefined;
  return lookUp(step, shell, searchPath(step.env)) === undefined ? missing(shell, step) : undefined;
}

/** Blames the step's PATH if the usual directories have the program. */
function missing(name: string, step: Launch): ObuilderError {
  const hidden = name === '' || name.includes('/') ? undefined : lookUp(step, name, DEFAULT_PATH);
  if (hidden === undefined)
    return new ObuilderError('sandbox-failed', `the image has no program ${name}`, {
      value: name,
      hint: HINT,
    });
  const search = searchPath(step.env);
  return new ObuilderError(
    'sandbox-failed',
    `PATH is ${shown(search)} in this step, so the program ${name} is not found, although the image has ${hidden}`,
    { value: search, hint: `Add the usual directories to PATH: ${DEFAULT_PATH}.` },
  );
}

const MAX_SHOWN = 200;

/** An image may set PATH to any bytes. */
const shown = (value: string) =>
  JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
