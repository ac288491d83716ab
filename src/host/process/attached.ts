import { constants } from 'node:os';
import { startProgram } from './start.ts';
import type { StreamChild } from './stream.ts';

/**
 * Starts a program on this process's own stdin, stdout and stderr. Signals that a terminal sends reach it by itself.
 *
 * @param options `env`: its whole environment, `cwd`: its directory; this process's own where they are not given
 * @throws ObuilderError `tool-missing` when there is no such program
 */
export async function startAttached(
  file: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>> | undefined;
    readonly cwd?: string | undefined;
  } = {},
): Promise<StreamChild> {
  const { env = process.env, cwd = '.' } = options;
  const { child, ended } = startProgram(file, args, { stdio: ['inherit', 'inherit', 'inherit'], env, cwd });
  // Only a program that could not be started has no pid; the reason comes as an event.
  if (child.pid === undefined) await ended;
  return {
    pid: child.pid ?? 0,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    hasOutput: () => false,
    errorOutput: () => '',
    ended,
  };
}

/**
 * Runs a program attached as above, and gives its exit status (128 + N for signal N). Signals that are sent to this process
 * alone are passed on.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
export async function runAttached(file: string, args: readonly string[]): Promise<number> {
  const child = await startAttached(file, args);
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
