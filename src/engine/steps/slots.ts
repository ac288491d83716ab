import type { SlotMount } from '../../contract/sandbox.ts';
import type { SlotCopy } from '../../contract/store.ts';
import { asObuilderError } from '../../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunStep } from '../plan/plan-steps.ts';
import { scopesOf } from '../plan/scopes.ts';
import type { Session } from '../session.ts';

export interface StepSlots {
  readonly mounts: readonly SlotMount[];
  /** Gives the copies back: each becomes its slot unless another step replaced that meanwhile. Never fails a step. */
  finish(): Promise<void>;
}

/** The name of a slot in the store: what different scopes and names give is different, and never a path. */
export function slotName(scope: string, name: string): string {
  return `${encodeURIComponent(scope.toWellFormed())}:${encodeURIComponent(name.toWellFormed())}`;
}

/** The slots of a plan's steps. A step that is cached needs its slots as soon as its source changes. */
export function slotNames({ steps, scopes }: Pick<Plan, 'steps' | 'scopes'>): readonly string[] {
  return steps
    .filter((step) => step.kind === 'run')
    .flatMap((step) =>
      step.operation.cache.flatMap(({ name }) =>
        scopesOf(step, scopes).map(({ key }) => slotName(key, name)),
      ),
    );
}

/**
 * Private copies of a step's cache slots; one that is named twice gives two copies. A slot that has no files in the scope of
 * this build starts as a copy of the base branch's; what the step leaves goes to its own scope only.
 */
export async function takeSlots(session: Session, step: RunStep): Promise<StepSlots> {
  const { store, plan } = session;
  const [own, ...others] = scopesOf(step, plan.scopes);
  const taken = await Promise.allSettled(
    step.operation.cache.map(async ({ name, target, at }) => {
      const from = others.map(({ key }) => slotName(key, name));
      const copy = await store.slot(slotName(own.key, name), { ...step.user, from });
      return { name, copy, target, at };
    }),
  );
  const slots = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const finish = async () => {
    // One behind the other: of two copies of a slot in one step the first is kept.
    for (const { name, copy } of slots)
      await finishCopy(copy, (reason) => warnLost(session, step, { name, reason }));
  };
  const refused = taken.find((result) => result.status === 'rejected');
  if (refused !== undefined) {
    await finish();
    throw refused.reason;
  }
  return {
    mounts: slots.map(({ copy, target, at }) => ({ kind: 'slot', source: copy.path, target, at })),
    finish,
  };
}

async function finishCopy(copy: SlotCopy, onError: (reason: string) => void): Promise<void> {
  try {
    await copy.finish();
  } catch (error) {
    onError(asObuilderError(error).message);
  }
}

function warnLost(
  session: Session,
  step: RunStep,
  lost: { readonly name: string; readonly reason: string },
): void {
  session.warn(`what the step wrote to the cache "${lost.name}" is lost: ${lost.reason}`, step);
}
