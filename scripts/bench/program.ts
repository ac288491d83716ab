import { existsSync } from 'node:fs';
import process from 'node:process';
import { interruption } from './command.ts';
import { UsageError } from './options.ts';

/** What both programs need before they look at what to measure. @throws UsageError */
export function expectRootAndCli(cli: string): void {
  if (process.getuid?.() !== 0) throw new UsageError('measuring needs root: run it with sudo');
  if (!existsSync(cli)) throw new UsageError(`${cli} is not there: run "npm run build" first`);
}

/** Runs a measurement to its end, or to the signal that interrupts it; what was asked wrongly is told with how to ask. */
export async function runProgram(measure: () => Promise<void>, usage: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interruption.abort(new Error(`interrupted by ${signal}`)));
  }
  try {
    await measure();
  } catch (error) {
    const isUsage =
      error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    console.error(isUsage ? `${(error as Error).message}\nUsage: ${usage}` : error);
    process.exitCode = isUsage ? 2 : 1;
  }
}
