import type { BuildEvent } from '../contract/events.ts';
import type { PruneLimits } from '../contract/limits.ts';
import type { StoreKeeper } from '../contract/store.ts';
import { asObuilderError } from '../errors.ts';
import { pruneText } from '../report/prune-text.ts';

/** Prunes the store to its limits after a build, and emits the freed space. A failure is only a warning. */
export async function pruneAfter(
  store: Pick<StoreKeeper, 'prune'>,
  limits: PruneLimits,
  { emit, signal }: { readonly emit: (event: BuildEvent) => void; readonly signal: AbortSignal },
): Promise<void> {
  try {
    emit({ type: 'notice', message: pruneText(await store.prune(limits, signal)) });
  } catch (error) {
    const { message } = asObuilderError(error);
    emit({
      type: 'warning',
      message: `could not prune the store after the build: ${message}. A later build tries again.`,
    });
  }
}
