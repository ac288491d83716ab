import { constants } from 'node:os';
import { must } from '../../errors.ts';
import { startProgram } from './start.ts';
import type { StreamChild } from './stream.ts';

/**
 * Starts a program on this process's own stdin, stdout and stderr. A terminal's signals reach the program directly.
 *
 * @param options `env`: the whole environment, `cwd`: the directory, `input`: the start of a stdin that ends with this process; by
 *   default this process's own
 * @throws ObuilderError `tool-missing` for a missing program
 */
export async function startAttached(
  file: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>> | undefined;
    readonly cwd?: string | undefined;
    readonly input?: Uint8Array | undefined;
  } = {},
): Promise<StreamChild> {
  const { env = process.env, cwd = '.', input } = options;
  const stdin = input === undefined ? 'inherit' : 'pipe';
  const { child, ended } = startProgram(file, args, { stdio: [stdin, 'inherit', 'inherit'], env, cwd });
  child.stdin?.write(input);
  // Without a pid the start has failed, and `ended` rejects with the reason.
  if (child.pid === undefined) await ended;
  return {
    pid: must(child.pid, 'the pid of a started program'),
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    hasOutput: () => false,
    errorOutput: () => '',
    ended,
  };
}

/**
 * Runs a program on this process's own stdin, stdout and stderr, and passes on signals to this process.
 *
 * @param input instead, the start of the program's stdin, which ends with this process
 * @returns the exit status, 128 + N for signal N
 * @throws ObuilderError `tool-missing` for a missing program
 */
export async function runAttached(
  file: string,
  args: readonly string[],
  input?: Uint8Array | undefined,
): Promise<number> {
  const child = await startAttached(file, args, { input });
  const pass = (signal: NodeJS.Signals) => void process.kill(child.pid, signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    const { code, signal } = await child.ended;
    return code ?? 128 + constants.signals[(signal ?? 'SIGKILL') as NodeJS.Signals];
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}
