/** Returns an AbortSignal that fires on SIGINT, SIGTERM or SIGHUP. */
export function cancelOnSignals(): { readonly signal: AbortSignal; cancel(): void; stopListening(): void } {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, cancel);
  const stopListening = () => {
    for (const name of names) process.off(name, cancel);
  };
  return { signal: controller.signal, cancel, stopListening };
}
