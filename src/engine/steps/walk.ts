import type { Result } from '../../contract/results.ts';
import { must, ObuilderError } from '../../errors.ts';
import { reportFailure } from '../failure.ts';
import { type Choice, candidatesOf, choose } from '../plan/candidates.ts';
import type { CopyStep, PlannedBuild, Step } from '../plan/plan-steps.ts';
import type { BuildNode } from '../plan/scope.ts';
import type { Session } from '../session.ts';
import { type Made, makeStep, type Order } from './make-step.ts';
import { replay } from './replay.ts';

/**
 * Makes every build of the plan, independent builds at the same time. After the promise settles no step runs, no draft
 * is left and every commit has ended.
 *
 * @throws ObuilderError the first error, after passing it to `session.fail`
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
  /** Steps that this process makes or has made, by id: no id is made twice in a build. */
  readonly flights: Map<string, Promise<Made>>;
  /** Of the earlier builds. */
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
  // Commits in order: after the last, all are on disk, and the first error is the error to report.
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
  return { id: choice.id, choice, base, baseMadeAt: last?.madeAt, source, manifest };
}

/**
 * Chooses the step's result on the base: as planned, or looked up now if the plan could not know the id. A result not
 * held may have been pruned after planning; then the step is made in this build's own scope.
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

/** A refused copy from a nested build fails this step, not the nested build. */
async function digestFor(session: Session, step: CopyStep, source: Result): Promise<string> {
  try {
    return await session.plan.facts.nested.digest(step, source);
  } catch (error) {
    throw reportFailure(session, step, { error });
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
