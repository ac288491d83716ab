import type { Result } from '../../contract/results.ts';
import { must, ObuilderError } from '../../errors.ts';
import { missingBase } from '../../plan/bases.ts';
import { type Choice, candidatesOf, choose } from '../../plan/candidates.ts';
import { nestedReads } from '../../plan/files-read.ts';
import type { FromStep, Step } from '../../plan/plan-steps.ts';
import type { BuildNode } from '../../plan/scope.ts';
import { voucherOf } from '../../plan/scopes.ts';
import { filesName, isVirtual, type VirtualResult } from '../../plan/virtual.ts';
import type { Ahead } from '../elsewhere/ahead.ts';
import type { Arrived } from '../elsewhere/arriving.ts';
import { reportFailure } from '../failure.ts';
import type { Session } from '../session.ts';
import type { Made, Order } from './made.ts';

/** A build under way. */
export interface Walked {
  readonly result: Promise<Result>;
  /** Waits for the result and brings the files into the store, if they are on another machine. */
  readonly local: () => Promise<Result>;
}

/** Where a step stands. */
export interface Standing {
  /** The steps below. */
  readonly made: readonly Made[];
  /** Whether this step or a later step of the build needs files, as far as known now. */
  readonly needsFiles: () => boolean;
  readonly ahead: Ahead | undefined;
  /** The earlier builds. */
  readonly walked: ReadonlyMap<BuildNode, Walked>;
  /** Brings the files of the steps below into the store; changes `made`. */
  readonly bringFiles: () => Promise<void>;
}

/** The digests of files from nested builds. */
interface DigestRead {
  readonly digest: string;
  /** Only a record of another machine says so. */
  readonly isClaimed: boolean;
}

/**
 * Decides how to get a step: by an existing result, which stays on another machine if nobody needs the files, or by an order to make
 * the step. For a step to make, the files of the base and of the nested builds are in the store.
 */
export async function order(session: Session, step: Step, on: Standing): Promise<Order> {
  const builds = nestedReads(step).map(({ source }) => must(on.walked.get(source), 'an earlier build'));
  throwIfCancelled(session);
  let sources: readonly Result[] = await Promise.all(builds.map(({ result }) => result));
  for (let mayClaim = true; ; ) {
    throwIfCancelled(session);
    const decided = await decide(session, step, { ...on, sources, mayClaim });
    if (decided === 'bring sources') sources = await allOf(builds.map(({ local }) => local()));
    else if (decided === 'prove digest') mayClaim = false;
    else if (decided === 'bring base') await on.bringFiles();
    else if (decided !== 'again') return decided;
  }
}

/** Waits for all: after an error, the others must have ended before the build ends. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return await Promise.all(work);
}

interface Deciding extends Standing {
  readonly sources: readonly Result[];
  readonly mayClaim: boolean;
}

type Obstacle = 'bring sources' | 'bring base' | 'prove digest' | 'again';

async function decide(session: Session, step: Step, on: Deciding): Promise<Order | Obstacle> {
  const { sources } = on;
  const last = on.made.at(-1);
  const read = sources.length === 0 ? undefined : await digestOf(session, step, { ...on, last });
  if (sources.length > 0 && read === undefined) return 'bring sources';
  throwIfCancelled(session);
  const choice = await choiceOn(session, step, { ...on, last, manifest: read?.digest });
  const { id, result } = choice;
  const ordered = {
    id,
    choice,
    base: last?.base,
    baseMadeAt: last?.madeAt,
    vouchedBy: voucherOf([last, ...sources], session.plan.scopes),
    sources,
    manifest: read?.digest,
  };
  if (result !== undefined && !(isVirtual(result) && on.needsFiles())) return ordered;
  if (last?.virtual !== undefined) return 'bring base';
  if (isVirtual(result)) {
    const scope = choice.scope?.label;
    const fetched =
      step.kind === 'from'
        ? await bringBase(session, step, result)
        : await fetch(session, step, { result, last, scope, ahead: on.ahead });
    if (fetched === undefined) return 'again';
    const { arriving } = fetched;
    return { ...ordered, choice: { ...choice, result: fetched.result }, arriving };
  }
  if (step.kind === 'from' && step.base !== undefined) {
    const hasFailed = session.store.hasFailed(step.base);
    const error = missingBase(step.base, step.at, { ...session.remote?.opened()?.sought(), hasFailed });
    throw reportFailure(session, step, { id, error });
  }
  if (sources.some(isVirtual)) return 'bring sources';
  return read?.isClaimed === true ? 'prove digest' : ordered;
}

interface ReadingFiles {
  readonly sources: readonly Result[];
  readonly last: Made | undefined;
  readonly mayClaim: boolean;
}

/**
 * Returns undefined if only the files of a result on another machine can tell. Files that a nested build lacks fail this step, not
 * the nested build.
 */
async function digestOf(
  session: Session,
  step: Step,
  reading: ReadingFiles,
): Promise<DigestRead | undefined> {
  const { sources, last, mayClaim } = reading;
  const { facts } = session.plan;
  const { nested } = facts;
  const remembered = nested.recall(step, sources);
  if (remembered !== undefined) return { digest: remembered, isClaimed: false };
  const base = must(last, 'the base of a step').base.id;
  const claimed = session.remote?.opened()?.virtuals.digests.get(filesName(step, sources, { base, facts }));
  if (claimed !== undefined && mayClaim) return { digest: claimed, isClaimed: true };
  if (sources.some(isVirtual)) return undefined;
  try {
    return { digest: await nested.digest(step, sources), isClaimed: false };
  } catch (error) {
    throw reportFailure(session, step, { error });
  }
}

interface Choosing {
  readonly last: Made | undefined;
  readonly manifest: string | undefined;
  readonly needsFiles: () => boolean;
}

/**
 * Chooses the step's result on the base: as planned, or looked up now if the plan could not know the id. A result not
 * held may have been pruned after planning; then the step is made in this build's own scope.
 */
async function choiceOn(session: Session, step: Step, choosing: Choosing): Promise<Choice> {
  const { plan, store, held, remote } = session;
  const { last, manifest, needsFiles } = choosing;
  const { facts, scopes } = plan;
  const isRefreshed = plan.isRefreshed(step);
  const asked = { facts, manifest, scopes, isRefreshed };
  const candidates = candidatesOf(step, {
    ...asked,
    base: step.kind === 'from' ? '' : must(last, 'the base of a step').base.id,
  });
  const fresh = candidates.map(({ id }) => id).filter((id) => !plan.asked.has(id) && !held.has(id));
  if (fresh.length > 0 && (candidates.length > 1 || remote?.mayFind === true)) {
    for (const [id, result] of await store.hold(fresh)) held.set(id, result);
    if (remote?.mayFind === true && !isRefreshed && !candidates.some(({ id }) => held.has(id)))
      await (await import('../elsewhere/look-again.ts')).lookAgain(session);
  }
  const found = isRefreshed ? new Map([...plan.found, ...held]) : held;
  // An image whose files are needed is fetched from its own registry.
  const mayBeVirtual = step.kind !== 'from' || step.base !== undefined || !needsFiles();
  const virtual = mayBeVirtual ? remote?.opened()?.virtuals.results : undefined;
  const isOnImage = step.kind === 'from' || isFirst(session, step);
  return choose(candidates, { found, hasBase: true, baseMadeAt: last?.madeAt, virtual, isOnImage }, asked);
}

/** Whether a step stands on a base image that this build does not fetch again on purpose. */
function isFirst({ plan }: Session, step: Step): boolean {
  const build = plan.builds.find(({ node }) => node === step.node);
  const [from, first] = build?.steps ?? [];
  return first === step && from?.kind === 'from' && from.base === undefined && !plan.isRefreshed(from);
}

interface Fetching {
  readonly result: VirtualResult;
  readonly last: Made | undefined;
  readonly scope: string | undefined;
  readonly ahead: Ahead | undefined;
}

/** Returns undefined if the step has to be made. */
async function fetch(
  session: Session,
  step: Step,
  { result, last, scope, ahead }: Fetching,
): Promise<Arrived | undefined> {
  const { fetchResult } = await import('../elsewhere/fetch.ts');
  const remote = must(session.remote?.opened(), 'the carriers of a virtual result');
  const { base, madeAt: baseMadeAt, finished: baseFinished } = must(last, 'the base of a step');
  const fetching = { remote, result, base, baseMadeAt, baseFinished, scope, ahead };
  const fetched = await fetchResult(session, step, fetching);
  if (fetched === undefined) return undefined;
  const hold = (there: Result) => void session.held.set(there.id, there);
  if (fetched.arriving === undefined) hold(fetched.result);
  else fetched.arriving.done.then(hold, () => undefined);
  return fetched;
}

/** Returns undefined if another carrier has to give the result that the build continues from. */
async function bringBase(
  session: Session,
  step: FromStep,
  result: VirtualResult,
): Promise<Arrived | undefined> {
  const { fetchBase } = await import('../elsewhere/fetch-base.ts');
  const remote = must(session.remote?.opened(), 'the carriers of a virtual result');
  try {
    const fetched = await fetchBase(session, step, { remote, result });
    if (fetched === undefined) return undefined;
    session.held.set(fetched.id, fetched);
    return { result: fetched };
  } catch (error) {
    throw reportFailure(session, step, { id: result.id, error });
  }
}

function throwIfCancelled({ signal }: Session): void {
  if (signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
}
