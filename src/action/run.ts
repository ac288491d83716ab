import { launch } from './launch.ts';
import { readPlace } from './place.ts';

/**
 * Runs the action, except post. Returns the process's exit status: 0 built, 1 failed, 130 cancelled.
 *
 * Starts the worker first: this process loads the rest of its code and reads the inputs while the worker loads its own code.
 */
export async function runAction(entry: string): Promise<number> {
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  const place = readPlace(entry, process.env);
  const launching = launch(place);
  // After the start, or after its failure, which the job reports.
  await launching.catch(() => undefined);
  const { runJob } = await import('./job.ts');
  return await runJob({ place, launching, signal: cancel.signal });
}
