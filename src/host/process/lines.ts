import type { ChildProcess } from 'node:child_process';
import { type ProgramExit, startProgram } from './start.ts';

export interface LineOptions {
  /**
   * Called with each line of stdout, without its end. The last line may lack a newline. If it gives a promise, nothing more is
   * read until the promise settles.
   */
  readonly onLine: (line: string) => unknown;
  /** The whole environment; by default our own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A running child that reads lines and writes lines. */
export interface Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Writes to its stdin. A child that does not read any more is no error here: how it ends counts. */
  write(text: string): void;
  /** Ends its stdin. May be called again. */
  endInput(): void;
  /** False where it could not be sent: the child has ended, or is another user's (sudo's is root's). */
  kill(signal: NodeJS.Signals): boolean;
  /** The end of what it wrote to stderr, at most 16 KiB. */
  errorOutput(): string;
  /** Settles when it has ended and its stdout was read. Rejects as `startProgram` does. */
  readonly exit: Promise<ProgramExit>;
  /** Lets this process end although the child has not. */
  abandon(): void;
}

const MAX_STDERR = 16 * 1024;

/**
 * Starts a program with pipes for stdin, stdout and stderr, in the root directory and in a session of its own: signals that a
 * terminal or a runner sends to this process's group do not reach it, so the end of its stdin is the one way in which it learns
 * of our end.
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

/** Cuts a stream of text into lines without joining what came again and again. */
function lineReader(onLine: LineOptions['onLine']): {
  /** Gives what has to be waited for. */
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
