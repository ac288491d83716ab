import { must } from '../../errors.ts';
import { type ProgramExit, startProgram } from './start.ts';

const MAX_STDERR = 4096;

export interface StreamOptions {
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** If it returns a promise, reading pauses until the promise settles. */
  readonly onOutput: (chunk: Uint8Array) => unknown;
}

export interface StreamChild {
  readonly pid: number;
  /** True after the program has ended, even if output is still unread. */
  hasExited(): boolean;
  /** Whether the program printed to stdout; false if stdout is not a pipe. */
  hasOutput(): boolean;
  /** The end of the program's stderr; empty if stderr is not a pipe. */
  errorOutput(): string;
  /** Settles after the program has ended and all output is passed on. */
  readonly ended: Promise<ProgramExit>;
}

/**
 * Starts a program and passes on its stdout. Its stdin is at end of file.
 *
 * @throws ObuilderError `tool-missing` or `tool-failed` if the program cannot be started
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
  // Without a pid the start has failed, and `ended` rejects with the reason.
  if (child.pid === undefined) await ended;
  return {
    pid: must(child.pid, 'the pid of a started program'),
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    hasOutput: () => hasOutput,
    errorOutput: () => errors.trim(),
    ended,
  };
}
