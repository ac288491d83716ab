/** Waits for the listener of a build's events, but no longer than until the signal fires. */
export function waitFor(pace: Promise<void> | undefined, signal: AbortSignal): Promise<void> | undefined {
  if (pace === undefined || signal.aborted) return undefined;
  return new Promise((resolve) => {
    const settle = () => {
      signal.removeEventListener('abort', settle);
      resolve();
    };
    signal.addEventListener('abort', settle);
    pace.then(settle, settle);
  });
}
