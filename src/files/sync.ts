import { runProgram } from '../host/process/run.ts';

/** Waits until all earlier writes to the file system of a directory are on the disk. */
export async function syncByProgram(directory: string): Promise<void> {
  await runProgram('sync', ['--file-system', '--', directory]);
}

/**
 * Returns a function that waits until all earlier writes to the file system of `directory` are on the disk. Concurrent calls share a
 * run of `sync`.
 */
export function makeSync(directory: string, sync = syncByProgram): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    running = sync(directory).finally(() => {
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
