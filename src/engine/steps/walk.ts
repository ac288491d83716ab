import type { Result } from '../../contract/results.ts';
import { must, ObuilderError } from '../../errors.ts';
import type { PlannedBuild, Step } from '../../plan/plan-steps.ts';
import type { BuildNode } from '../../plan/scope.ts';
import { isVirtual } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';
import { arrivingAs, type Made, madeOf, makeStep, type Order } from './make-step.ts';
import { order, type Standing, type Walked } from './order.ts';
import { replay } from './replay.ts';

/**
 * Makes every build of the plan, independent builds at the same time. After the promise settles no step runs, no draft
 * is left and every commit has ended.
 *
 * @throws ObuilderError the first error, after passing it to `session.fail`
 */
export async function walkBuilds(session: Session): Promise<ReadonlyMap<BuildNode, Walked>> {
  const flights = new Map<string, Promise<Made>>();
  const walked = new Map<BuildNode, Walked>();
  for (const build of session.plan.builds) {
    const one = startWalk({ session, build, flights, walked });
    one.result.catch(session.fail);
    walked.set(build.node, one);
  }
  const settled = await Promise.allSettled([...walked.values()].map(({ result }) => result));
  const made = await Promise.allSettled(flights.values());
  await Promise.allSettled(
    made.flatMap((flight) => (flight.status === 'fulfilled' ? [flight.value.finished] : [])),
  );
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return walked;
}

interface Walk {
  readonly session: Session;
  readonly build: PlannedBuild;
  /** Steps that this process makes or has made, by id: no id is made twice in a build. */
  readonly flights: Map<string, Promise<Made>>;
  /** The earlier builds. */
  readonly walked: ReadonlyMap<BuildNode, Walked>;
}

function startWalk(walk: Walk): Walked {
  const made: Made[] = [];
  const result = walkBuild(walk, made);
  let local: Promise<Result> | undefined;
  const bring = async () => {
    const last = await result;
    if (!isVirtual(last)) return last;
    await bringFiles(walk, made);
    return await must(made.at(-1), 'the last step of a build').finished;
  };
  return {
    result,
    local: () => {
      local ??= bring();
      return local;
    },
  };
}

async function walkBuild(walk: Walk, made: Made[]): Promise<Result> {
  const { session, build } = walk;
  const needed = () => session.remote?.opened()?.needs.get(build.node) ?? -1;
  const ahead =
    needed() < 0 ? undefined : (await import('../elsewhere/ahead.ts')).aheadOf(session, build, needed());
  try {
    for (const step of build.steps) {
      made.push(await next(walk, step, { made, needsFiles: () => step.index <= needed(), ahead }));
    }
  } finally {
    await ahead?.close();
  }
  // Commits in order: after the last, all are on disk, and the first error is the error to report.
  let result: Result | undefined;
  for (const { finished } of made) result = await finished;
  if (result === undefined || session.signal.aborted) throw cancelled();
  return result;
}

type Next = Pick<Standing, 'needsFiles' | 'ahead'> & { readonly made: Made[] };

async function next(walk: Walk, step: Step, on: Next): Promise<Made> {
  const { session, walked } = walk;
  const ordered = await order(session, step, { ...on, walked, bringFiles: () => bringFiles(walk, on.made) });
  return await makeOnce(walk, step, ordered);
}

/**
 * Brings the files of results into the store that the build has already shown as cached: if a planned result of the store vanished, or
 * if an output asks late. Makes the steps again whose files are lost.
 */
async function bringFiles(walk: Walk, made: Made[]): Promise<void> {
  const { session, build, walked } = walk;
  for (const [position, { virtual }] of made.entries()) {
    if (virtual === undefined) continue;
    const step = must(build.steps[position], 'a step of the build');
    const before = made.slice(0, position);
    const on = { made: before, needsFiles: () => true, ahead: undefined, walked };
    const ordered = await order(session, step, { ...on, bringFiles: () => bringFiles(walk, before) });
    const { choice, arriving } = ordered;
    const { result } = choice;
    if (result === undefined) made[position] = await makeOnce(walk, step, ordered);
    else made[position] = arriving ? arrivingAs(session, step, { result, arriving }) : madeOf(result);
  }
}

async function makeOnce({ session, flights }: Walk, step: Step, wanted: Order): Promise<Made> {
  const start = async () => {
    const made = makeStep(session, step, wanted);
    flights.set(wanted.id, made);
    return noted(session, step, await made);
  };
  const pending = flights.get(wanted.id);
  if (pending === undefined) return await start();
  const flight = await pending;
  const lacksFiles = flight.virtual !== undefined && flight.virtual !== wanted.choice.result;
  if (lacksFiles) return await start();
  const result = await flight.finished;
  await replay(session, step, { result, followed: false });
  return noted(session, step, madeOf(result));
}

/** Remembers the result as soon as it is on disk. */
function noted(session: Session, step: Step, made: Made): Made {
  const note = (result: Result) => void session.finished.set(step.index, result);
  made.finished.then(note, () => undefined);
  return made;
}

function cancelled(): ObuilderError {
  return new ObuilderError('cancelled', 'the build was cancelled');
}
