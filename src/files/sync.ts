import { runProgram } from '../host/process/run.ts';

/**
 * Returns a function that waits until all earlier writes to the file system of `directory` are on the disk. Concurrent calls share a
 * run of sync(1).
 */
export function makeSync(directory: string): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    const run = runProgram('sync', ['--file-system', '--', directory]).then(() => undefined);
    running = run.finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    // The current run may miss the latest writes.
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
