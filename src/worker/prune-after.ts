import type { BuildEvent } from '../contract/events.ts';
import type { PruneLimits, Store } from '../contract/store.ts';
import { asObuilderError } from '../errors.ts';
import { pruneText } from '../report/prune-text.ts';

/** Brings the store within its limits behind a build, and tells what went. Nothing of it fails the build. */
export async function pruneAfter(
  store: Store,
  limits: PruneLimits,
  { emit, signal }: { readonly emit: (event: BuildEvent) => void; readonly signal: AbortSignal },
): Promise<void> {
  try {
    emit({ type: 'notice', message: pruneText(await store.prune(limits, signal)) });
  } catch (error) {
    emit({ type: 'warning', message: `the store could not be pruned: ${asObuilderError(error).message}` });
  }
}
