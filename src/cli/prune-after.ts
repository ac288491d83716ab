import type { BuildEvent } from '../build/events.ts';
import { asObuilderError } from '../errors.ts';
import type { PruneLimits, Store } from '../store/contract.ts';
import { pruneText } from './prune-text.ts';

/** A build's events on their way, but the last one is held: whoever hears it takes the worker for done. */
export interface HeldEvents {
  emit(event: BuildEvent): void;
  /** Whether a step has run, so that there is more in the store than before. */
  hasRun(): boolean;
  release(): void;
}

export function holdLast(emit: (event: BuildEvent) => void): HeldEvents {
  let last: BuildEvent | undefined;
  let hasRun = false;
  return {
    emit(event) {
      if (event.type === 'done' || event.type === 'failed') {
        last = event;
        return;
      }
      if (event.type === 'step-end') hasRun ||= event.outcome === 'built' || event.outcome === 'failed';
      emit(event);
    },
    hasRun: () => hasRun,
    release() {
      if (last !== undefined) emit(last);
      last = undefined;
    },
  };
}

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
