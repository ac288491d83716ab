import { availableParallelism } from 'node:os';
import { createMasker } from '../mask/masker.ts';
import type { Step } from '../plan/plan-steps.ts';
import type { BuildOptions, Machinery } from './build-options.ts';
import type { Journal } from './journal.ts';
import type { Session } from './session.ts';
import type { Stop } from './stop.ts';

interface Opening extends Pick<Session, 'plan' | 'held' | 'remote' | 'wanted'> {
  readonly options: BuildOptions;
  readonly journal: Journal;
  readonly stop: Stop;
}

export function openSession(
  { store, sandbox, images, trees }: Machinery,
  { options, journal, stop, plan, held, remote, wanted }: Opening,
): Session {
  const { context, secrets, keepFailed = false, limits, maxParallel, emit, pace = () => undefined } = options;
  return {
    plan,
    store,
    sandbox,
    images,
    trees,
    context,
    secrets,
    held,
    remote,
    wanted,
    finished: new Map(),
    soughtSlots: new Set(),
    keepFailed,
    limits,
    masker: createMasker(usedSecrets(plan.steps, secrets).values()),
    journal,
    pace,
    emit,
    warn: (message, { at }) => emit({ type: 'warning', message, at }),
    inTurn: createTurns(maxParallel),
    signal: stop.signal,
    userSignal: options.signal,
    fail: stop.because,
  };
}

/** The first running step loads the limiter and counts the processors: a cached build has no use for both. */
function createTurns(maxParallel: number | undefined): Session['inTurn'] {
  let limit: Promise<Session['inTurn']> | undefined;
  const makeLimit = async () => {
    const places = Math.floor(maxParallel ?? availableParallelism());
    return (await import('p-limit')).default(Math.max(1, places));
  };
  return async (work) => {
    limit ??= makeLimit();
    return await (await limit)(work);
  };
}

/** A secret that no step asks for hides nothing: the lines of such a secret may be ordinary text. */
export function usedSecrets(steps: readonly Step[], given: BuildOptions['secrets']): BuildOptions['secrets'] {
  const ids = steps
    .flatMap((step) => (step.kind === 'run' ? step.operation.secrets : []))
    .map(({ id }) => id);
  const wanted = new Set(ids);
  return new Map([...given].filter(([id]) => wanted.has(id)));
}
