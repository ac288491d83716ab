import type { KeptSlot } from '../../contract/results.ts';
import type { SlotMount } from '../../contract/sandbox.ts';
import type { SlotCopy } from '../../contract/slots.ts';
import type { CacheMount, Owner } from '../../contract/spec.ts';
import { asObuilderError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunStep, Step } from '../../plan/plan-steps.ts';
import { scopesOf } from '../../plan/scopes.ts';
import type { Session } from '../session.ts';
import { slotName } from './slot-name.ts';

export interface StepSlots {
  readonly mounts: readonly SlotMount[];
  /** Seconds that this step has waited for other steps with the same slots. */
  readonly waited: number;
  /** Gives the copies back: each becomes the slot unless another step replaced the slot meanwhile. Never fails a step. */
  finish(): Promise<void>;
}

/** Returns the slots of a plan's steps. A cached step needs its slots as soon as its source changes. */
export function slotNames({ steps, scopes }: Pick<Plan, 'steps' | 'scopes'>): readonly string[] {
  return steps
    .filter((step) => step.kind === 'run')
    .flatMap((step) =>
      step.operation.cache.flatMap(({ name }) =>
        scopesOf(step, scopes).map(({ key }) => slotName(key, name)),
      ),
    );
}

/** Returns a warning for names that travel of which no step has a slot: most likely a slip. Steps that `target` leaves out do not count. */
export function unknownSlots({ steps }: Pick<Plan, 'steps'>, names: readonly string[]): string | undefined {
  const runs = steps.filter((step) => step.kind === 'run');
  const known = [...new Set(runs.flatMap(({ operation }) => operation.cache.map(({ name }) => name)))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  const list = (words: readonly string[]) => words.map((word) => JSON.stringify(word)).join(', ');
  const there = known.length === 0 ? 'no step has a slot' : `the steps have ${list(known.sort())}`;
  return `cache-slots names ${list(unknown)}, which no step has as a cache slot: ${there}`;
}

/** Returns the names of slots that earlier commands of the same build have, and this command lacks. */
export function lackingSlots({ builds }: Pick<Plan, 'builds'>, step: RunStep): readonly string[] {
  const steps = builds.find((build) => build.steps.includes(step))?.steps ?? [];
  const earlier = steps.filter(({ kind, index }) => kind === 'run' && index < step.index);
  const names = earlier.flatMap((one) =>
    one.kind === 'run' ? one.operation.cache.map(({ name }) => name) : [],
  );
  const own = step.operation.cache.map(({ name }) => name);
  return [...new Set(names)].filter((name) => !own.includes(name));
}

/** Returns a step's slots for a later shell in the files of the failed step. */
export function keptSlots({ plan }: Session, step: Step): readonly KeptSlot[] {
  if (step.kind !== 'run') return [];
  const [own, ...others] = scopesOf(step, plan.scopes);
  return step.operation.cache.map(({ name, target }) => {
    const from = others.map(({ key }) => slotName(key, name));
    return { name, target, slots: [slotName(own.key, name), ...from] };
  });
}

/**
 * Takes private copies of a step's cache slots; a slot named twice gives two copies. A slot without files in this
 * build's scope starts as a copy of the base branch's; the step writes to the build's own scope only.
 */
export async function takeSlots(session: Session, step: RunStep, user: Owner): Promise<StepSlots> {
  const { store, plan } = session;
  const [own, ...others] = scopesOf(step, plan.scopes);
  let waited = 0;
  const take = async ({ name, target, sharing, at }: CacheMount) => {
    const from = others.map(({ key }) => slotName(key, name));
    let waitsSince: number | undefined;
    const copy = await store.slot(slotName(own.key, name), {
      uid: user.uid,
      gid: user.gid,
      from,
      words: { name, scope: own.label },
      ...(sharing !== undefined && { sharing }),
      fill: fillFor(session, step, name),
      onWait: () => {
        waitsSince ??= performance.now();
        session.journal.output(step, `Waiting for the cache "${name}": another step uses it.\n`);
      },
      signal: session.signal,
    });
    if (waitsSince !== undefined) waited += (performance.now() - waitsSince) / 1000;
    return { copy, name, mount: { target, at, isShared: sharing === 'shared' } };
  };
  const taken = await takeInOrder(step.operation.cache, take);
  const slots = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const finish = async () => {
    // In order: of two copies of a slot in the same step the first is kept.
    for (const { name, copy } of slots)
      await finishCopy(copy, (reason) => warnLost(session, step, { name, reason }));
  };
  const refused = taken.find((result) => result.status === 'rejected');
  if (refused !== undefined) {
    await finish();
    throw refused.reason;
  }
  return {
    mounts: slots.map(({ copy, mount }) => ({ kind: 'slot', source: copy.path, ...mount })),
    waited,
    finish,
  };
}

/**
 * Takes all slots, in the order of the spec. Copies that may wait come first, one after another and in the order of their names: so no two steps
 * wait for each other.
 */
async function takeInOrder<T>(
  mounts: readonly CacheMount[],
  take: (mount: CacheMount) => Promise<T>,
): Promise<readonly PromiseSettledResult<T>[]> {
  const taken = new Map<CacheMount, PromiseSettledResult<T>>();
  const keep = async (mount: CacheMount) => {
    const [result] = await Promise.allSettled([take(mount)]);
    taken.set(mount, result);
    return result.status === 'fulfilled';
  };
  const mayWait = ({ sharing = 'private' }: CacheMount) => sharing !== 'private';
  const waiting = mounts.filter(mayWait).sort((a, b) => (a.name < b.name ? -1 : 1));
  let isFine = true;
  for (const mount of waiting) isFine = isFine && (await keep(mount));
  if (isFine) await Promise.all(mounts.filter((mount) => !mayWait(mount)).map(keep));
  return mounts.flatMap((mount) => taken.get(mount) ?? []);
}

/** Returns how to fill an empty slot that travels: once in a build, so that a retry of the step cannot fail by the same files. */
function fillFor(
  session: Session,
  step: RunStep,
  name: string,
): ((directory: string) => Promise<boolean>) | undefined {
  const { remote, soughtSlots, plan } = session;
  if (remote?.mayFind !== true || !remote.slots.includes(name)) return undefined;
  const slot = slotName(scopesOf(step, plan.scopes)[0].key, name);
  return async (directory) => {
    if (soughtSlots.has(slot)) return false;
    soughtSlots.add(slot);
    const { restoreSlot } = await import('../elsewhere/slots/restore.ts');
    return await restoreSlot(session, step, { name, directory });
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
  const what = `could not keep the step's changes to the cache "${lost.name}"`;
  session.warn(`${what}, so the next step with it starts without them: ${lost.reason}`, step);
}
