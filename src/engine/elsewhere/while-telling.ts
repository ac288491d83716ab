import type { BuildEvent } from '../../contract/events.ts';

const FIRST_MS = 1000;
const NEXT_MS = 10_000;

/** Emits a notice during work that takes longer than a second, and again every ten seconds. */
export async function whileTelling<T>(
  emit: (event: BuildEvent) => void,
  text: () => string,
  work: () => Promise<T>,
): Promise<T> {
  const end = startTelling(() => emit({ type: 'notice', message: text() }));
  try {
    return await work();
  } finally {
    end();
  }
}

/** Returns a function that ends the reports. */
export function startTelling(tell: () => void): () => void {
  const again = () => {
    tell();
    timer = setTimeout(again, NEXT_MS);
    timer.unref();
  };
  let timer = setTimeout(again, FIRST_MS);
  timer.unref();
  return () => clearTimeout(timer);
}

/** A size for people. */
export const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
