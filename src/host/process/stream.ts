import { type ProgramExit, startProgram } from './start.ts';

const MAX_STDERR = 4096;

export interface StreamOptions {
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** If it gives a promise, nothing more is read until the promise settles. */
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
  readonly ended: Promise<ProgramExit>;
}

/**
 * Starts a program and gives its stdout as it comes; its stdin is at end of file.
 *
 * @throws ObuilderError `tool-missing` or `tool-failed` when it cannot be started
 */
export async function startStreaming(
  file: string,
  args: readonly string[],
  options: StreamOptions,
): Promise<StreamChild> {
  const { child, ended } = startProgram(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: options.env });
  let hasOutput = false;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-MAX_STDERR);
  });
  child.stdout.on('data', (chunk: Uint8Array) => {
    hasOutput = true;
    const wait = options.onOutput(chunk);
    if (!(wait instanceof Promise)) return;
    child.stdout.pause();
    void wait.finally(() => child.stdout.resume());
  });
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
