/** Ends something under way, and remembers why. */
export interface Stop {
  /** Fires when the user cancels and after the first call of `because`. */
  readonly signal: AbortSignal;
  because(error: unknown): void;
  /** Returns the first error given to `because`. */
  reason(): unknown;
}

export function createStop(user: AbortSignal | undefined): Stop {
  const controller = new AbortController();
  let first: unknown;
  return {
    signal: user === undefined ? controller.signal : AbortSignal.any([user, controller.signal]),
    because(error) {
      first ??= error;
      controller.abort();
    },
    reason: () => first,
  };
}
