import type { BuildEvent } from '../contract/events.ts';

/** Passes on a build's events, but holds the last event, because its receiver takes the worker for done. */
export interface HeldEvents {
  emit(event: BuildEvent): void;
  /** Whether a step has run and the store has grown. */
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
