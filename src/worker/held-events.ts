import type { BuildEvent } from '../contract/events.ts';

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
