let draining: Promise<void> | undefined;

/**
 * Writes to stdout. If the reader is slow, returns a promise that settles after the reader has caught up; earlier writes stay in
 * memory until then.
 */
export function writePaced(text: string | Uint8Array): Promise<void> | undefined {
  if (text.length === 0 || process.stdout.write(text)) return draining;
  draining ??= new Promise<void>((resolve) => {
    const settle = () => {
      draining = undefined;
      for (const name of EVENTS) process.stdout.off(name, settle);
      resolve();
    };
    // A reader that has ended never catches up.
    for (const name of EVENTS) process.stdout.on(name, settle);
  });
  return draining;
}

const EVENTS = ['drain', 'close', 'error'] as const;

/** The promise of the last `writePaced` while the reader is behind. */
export const outputPace = (): Promise<void> | undefined => draining;
