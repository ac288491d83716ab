import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ObuilderError } from '../errors.ts';

/**
 * Runs a program on this process's own stdin, stdout and stderr, and gives its exit status (128 + N for signal N).
 *
 * Signals that a terminal sends reach the program by itself; the ones sent to this process only are passed on.
 *
 * @throws ObuilderError `tool-missing` when there is no such program
 */
export function runAttached(file: string, args: readonly string[]): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  return new Promise<number>((resolve, reject) => {
    child.on('error', (cause) => {
      reject(
        new ObuilderError('tool-missing', `${file} cannot be started: ${cause.message}`, {
          value: file,
          cause,
        }),
      );
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  }).finally(() => {
    for (const signal of signals) process.off(signal, pass);
  });
}
