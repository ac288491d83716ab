import { ObuilderError } from '../errors.ts';
import { childProcess } from './child-process.ts';

const LONGEST_STDERR = 4096;

export interface StreamOptions {
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it gives a promise, nothing more is read until that settles. */
  readonly onOutput: (chunk: Uint8Array) => unknown;
}

export interface StreamChild {
  readonly pid: number;
  /** True once the program has ended, also while some of its output waits. */
  hasExited(): boolean;
  /** Whether anything came on its stdout, as far as that is read here. */
  hasOutput(): boolean;
  /** The end of what it wrote to stderr, as far as that is read here. */
  errorOutput(): string;
  /** Settles once the program has ended and all of its output was given. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/**
 * Starts a program and gives its stdout as it comes; its stdin is at end of file.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
export async function startStreaming(
  file: string,
  args: readonly string[],
  options: StreamOptions,
): Promise<StreamChild> {
  const { spawn } = childProcess();
  // Our own directory may be gone, or not be for the program to see.
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...options.env }, cwd: '/' });
  let hasOutput = false;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-LONGEST_STDERR);
  });
  child.stdout.on('data', (chunk: Uint8Array) => {
    hasOutput = true;
    const wait = options.onOutput(chunk);
    if (!(wait instanceof Promise)) return;
    child.stdout.pause();
    void wait.finally(() => child.stdout.resume());
  });
  const ended = new Promise<{ readonly code: number | null; readonly signal: string | null }>(
    (resolve, reject) => {
      child.on('error', (error) => reject(startError(file, error)));
      child.on('close', (code, signal) => resolve({ code, signal }));
    },
  );
  // Only a program that could not be started has no pid; the reason comes as an event.
  if (child.pid === undefined) await ended;
  return {
    pid: child.pid ?? 0,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    hasOutput: () => hasOutput,
    errorOutput: () => errors.trim(),
    ended,
  };
}

function startError(file: string, error: NodeJS.ErrnoException): ObuilderError {
  if (error.code === 'ENOENT') {
    return new ObuilderError('tool-missing', `the program ${file} is not installed`, {
      value: file,
      cause: error,
    });
  }
  return new ObuilderError('command-failed', `${file} cannot be started: ${error.message}`, {
    value: file,
    cause: error,
  });
}
