let draining: Promise<void> | undefined;

/**
 * Writes to stdout. Where its reader is slower than we are, the promise settles once the reader has caught up: whoever goes on
 * before that keeps all of it in memory.
 */
export function writePaced(text: string | Uint8Array): Promise<void> | undefined {
  if (text.length === 0 || process.stdout.write(text)) return draining;
  draining ??= new Promise<void>((resolve) => {
    const settle = () => {
      draining = undefined;
      for (const name of EVENTS) process.stdout.off(name, settle);
      resolve();
    };
    // A reader that is gone will not catch up.
    for (const name of EVENTS) process.stdout.on(name, settle);
  });
  return draining;
}

const EVENTS = ['drain', 'close', 'error'] as const;

/** Whether and until when to wait for what was written before. */
export const outputPace = (): Promise<void> | undefined => draining;
