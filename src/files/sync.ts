import { runProgram } from '../host/process/run.ts';

/**
 * A function that waits until all that was written on the file system of `directory` before its call is on the disk. Those who
 * call it at the same time share the work.
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
    // The one that runs may have passed by what was written last.
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
