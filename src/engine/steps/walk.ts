import type { Result } from '../../contract/store.ts';
import { must, ObuilderError } from '../../errors.ts';
import { tellFailure } from '../failure.ts';
import { type Choice, candidatesOf, choose } from '../plan/candidates.ts';
import type { CopyStep, PlannedBuild, Step } from '../plan/plan-steps.ts';
import type { BuildNode } from '../plan/scope.ts';
import type { Session } from '../session.ts';
import { type Made, makeStep, type Order } from './make-step.ts';
import { replay } from './replay.ts';

/**
 * Makes every build of the plan, those that do not depend on each other at the same time. When it settles nothing
 * runs any more, no draft is left and every commit has ended.
 *
 * @throws ObuilderError the first error; `session.fail` was told it too
 */
export async function walkBuilds(session: Session): Promise<Result> {
  const flights = new Map<string, Promise<Made>>();
  const results = new Map<BuildNode, Promise<Result>>();
  for (const build of session.plan.builds) {
    const result = walkBuild({ session, build, flights, results });
    result.catch(session.fail);
    results.set(build.node, result);
  }
  const settled = await Promise.allSettled(results.values());
  const made = await Promise.allSettled(flights.values());
  await Promise.allSettled(
    made.flatMap((flight) => (flight.status === 'fulfilled' ? [flight.value.finished] : [])),
  );
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  const target = settled.at(-1);
  if (target?.status !== 'fulfilled') throw new ObuilderError('internal', 'the plan has no builds');
  return target.value;
}

interface Walk {
  readonly session: Session;
  readonly build: PlannedBuild;
  /** What this process makes or has made, by id: the same id is never made twice in one build. */
  readonly flights: Map<string, Promise<Made>>;
  /** Of the builds before this one. */
  readonly results: ReadonlyMap<BuildNode, Promise<Result>>;
}

async function walkBuild(walk: Walk): Promise<Result> {
  const { session, build } = walk;
  const [from, ...others] = build.steps;
  const made = [await makeOnce(walk, from, await order(walk, from, undefined))];
  for (const step of others) {
    const last = made[made.length - 1];
    made.push(await makeOnce(walk, step, await order(walk, step, last)));
  }
  // One commit behind the other: the last is on disk when all are, and the first error is the one to tell.
  let result: Result | undefined;
  for (const { finished } of made) result = await finished;
  if (result === undefined || session.signal.aborted) throw cancelled();
  return result;
}

async function order(walk: Walk, step: Step, last: Made | undefined): Promise<Order> {
  const { session, results } = walk;
  if (session.signal.aborted) throw cancelled();
  const base = last?.base;
  const source =
    step.kind === 'copy' && step.source !== undefined ? await results.get(step.source) : undefined;
  if (session.signal.aborted) throw cancelled();
  const manifest = source === undefined ? undefined : await digestFor(session, step as CopyStep, source);
  const choice = await choiceOn(session, step, { last, manifest });
  return { id: choice.id, choice, base, baseMadeAt: last?.madeAt, source };
}

/**
 * The step's result on what it stands on now: as planned, or looked for now where that was not known before. What is held by
 * nobody may have gone since the plan was made; then it is this build's own result that is made.
 */
async function choiceOn(
  { plan, store, held }: Session,
  step: Step,
  { last, manifest }: { readonly last: Made | undefined; readonly manifest: string | undefined },
): Promise<Choice> {
  const { facts, scopes } = plan;
  const isRefreshed = plan.isRefreshed(step);
  const asked = { facts, manifest, scopes, isRefreshed };
  const candidates = candidatesOf(step, {
    ...asked,
    base: step.kind === 'from' ? '' : must(last, 'the base of a step').base.id,
  });
  const isNew = ({ id }: { readonly id: string }) => !plan.asked.has(id);
  if (candidates.length > 1 && candidates.some(isNew)) {
    const ids = candidates.filter(isNew).map(({ id }) => id);
    for (const [id, result] of await store.hold(ids)) held.set(id, result);
  }
  const found = isRefreshed ? new Map([...plan.found, ...held]) : held;
  return choose(candidates, { found, hasBase: true, baseMadeAt: last?.madeAt }, asked);
}

/** What is copied from a nested build may be refused; then it is this step that fails. */
async function digestFor(session: Session, step: CopyStep, source: Result): Promise<string> {
  try {
    return await session.plan.facts.nested.digest(step, source);
  } catch (error) {
    throw tellFailure(session, step, { error });
  }
}

async function makeOnce({ session, flights }: Walk, step: Step, wanted: Order): Promise<Made> {
  const flight = flights.get(wanted.id);
  if (flight === undefined) {
    const made = makeStep(session, step, wanted);
    flights.set(wanted.id, made);
    return await made;
  }
  const result = await (await flight).finished;
  await replay(session, step, { result, followed: false });
  return { base: result, madeAt: result.startedAt, finished: Promise.resolve(result) };
}

function cancelled(): ObuilderError {
  return new ObuilderError('cancelled', 'the build was cancelled');
}
