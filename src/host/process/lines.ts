import type { ChildProcess } from 'node:child_process';
import { type ProgramExit, startProgram } from './start.ts';

export interface LineOptions {
  /**
   * Called with each line of stdout, without its newline. The last line may lack a newline. If it returns a promise, reading
   * pauses until the promise settles.
   */
  readonly onLine: (line: string) => unknown;
  /** The whole environment; by default our own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A child process that reads and writes lines. */
export interface Child {
  /** Undefined if the child could not be started. */
  readonly pid: number | undefined;
  /** Writes to the child's stdin. A child that stops reading is no error here: only its exit counts. */
  write(text: string): void;
  /** Ends the child's stdin. Repeated calls have no effect. */
  endInput(): void;
  /** Sends a signal. Returns false if the child has ended or belongs to another user (sudo's child is root's). */
  kill(signal: NodeJS.Signals): boolean;
  /** The end of the child's stderr. */
  errorOutput(): string;
  /** Settles after the child has ended and its stdout is read. Rejects like `startProgram`. */
  readonly exit: Promise<ProgramExit>;
  /** Lets this process end before the child. */
  abandon(): void;
}

const MAX_STDERR = 16 * 1024;

/**
 * Starts a program with pipes for stdin, stdout and stderr, in the root directory and in a session of its own. Signals of a terminal or
 * runner to this process's group do not reach the child, so only the end of stdin tells the child of our end.
 */
export function startChild(file: string, args: readonly string[], options: LineOptions): Child {
  const { child, ended } = startProgram(file, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: options.env ?? process.env,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-MAX_STDERR);
  });
  const reader = lineReader(options.onLine);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const waits = reader.add(text);
    if (waits.length === 0) return;
    child.stdout.pause();
    void Promise.allSettled(waits).then(() => child.stdout.resume());
  });
  child.stdout.on('end', reader.end);
  return {
    pid: child.pid,
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    kill: (signal) => killChild(child, signal),
    errorOutput: () => errors,
    exit: ended,
    abandon: () => {
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      child.unref();
    },
  };
}

function killChild(child: ChildProcess, signal: NodeJS.Signals): boolean {
  try {
    return child.kill(signal);
  } catch {
    return false;
  }
}

/** Splits a stream of text into lines in linear time: joins the pieces of a line only once. */
function lineReader(onLine: LineOptions['onLine']): {
  /** Returns the promises to wait for. */
  readonly add: (text: string) => readonly Promise<unknown>[];
  readonly end: () => void;
} {
  let parts: string[] = [];
  function add(text: string): readonly Promise<unknown>[] {
    const waits: Promise<unknown>[] = [];
    const [first = '', ...rest] = text.split('\n');
    parts.push(first);
    for (const start of rest) {
      const wait = onLine(parts.join(''));
      if (wait instanceof Promise) waits.push(wait);
      parts = [start];
    }
    return waits;
  }
  function end(): void {
    const last = parts.join('');
    parts = [];
    if (last !== '') onLine(last);
  }
  return { add, end };
}
