import type { Result } from '../../contract/results.ts';
import { must, ObuilderError } from '../../errors.ts';
import type { PlannedBuild, Step } from '../../plan/plan-steps.ts';
import type { BuildNode } from '../../plan/scope.ts';
import { isVirtual } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';
import { keeping, type Made, madeOf, type Order } from './made.ts';
import { makeStep } from './make-step.ts';
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
    walked.set(build.node, startWalk({ session, build, flights, walked, commits: [] }));
  }
  const settled = await Promise.allSettled([...walked.values()].map(({ result }) => result));
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
  /** The commits that this walk has begun. */
  readonly commits: Promise<unknown>[];
}

function startWalk(walk: Walk): Walked {
  const made: Made[] = [];
  const result = untilCommitted(walk, () => walkBuild(walk, made));
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
      local ??= untilCommitted(walk, bring);
      return local;
    },
  };
}

/** Ends the build at the first error, and settles after all commits that the walk has begun. */
async function untilCommitted<T>({ session, commits }: Walk, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    session.fail(error);
    throw error;
  } finally {
    await Promise.allSettled(commits);
  }
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
  return await makeOnce(walk, step, await orderOf(walk, step, on));
}

async function orderOf(walk: Walk, step: Step, on: Next): Promise<Order> {
  const { session, walked, commits } = walk;
  const wanted = await order(session, step, { ...on, walked, bringFiles: () => bringFiles(walk, on.made) });
  if (wanted.arriving !== undefined) commits.push(wanted.arriving.done);
  return wanted;
}

/**
 * Brings the files of results into the store that the build has already shown as cached: if a planned result of the store vanished, or
 * if an output asks late. Makes the steps again whose files are lost.
 */
async function bringFiles(walk: Walk, made: Made[]): Promise<void> {
  const { session, build } = walk;
  for (const [position, { virtual }] of made.entries()) {
    if (virtual === undefined) continue;
    const step = must(build.steps[position], 'a step of the build');
    const below = made.slice(0, position);
    const wanted = await orderOf(walk, step, { made: below, needsFiles: () => true, ahead: undefined });
    const { choice, arriving } = wanted;
    made[position] =
      choice.result === undefined
        ? await makeOnce(walk, step, wanted)
        : madeOf(choice.result, arriving && keeping(session, step, arriving.done));
  }
}

async function makeOnce(walk: Walk, step: Step, wanted: Order): Promise<Made> {
  const { session, flights } = walk;
  const start = async () => {
    const made = makeStep(session, step, wanted);
    flights.set(wanted.id, made);
    return noted(walk, step, await made);
  };
  const pending = flights.get(wanted.id);
  if (pending === undefined) return await start();
  const flight = await pending;
  const lacksFiles = flight.virtual !== undefined && flight.virtual !== wanted.choice.result;
  if (lacksFiles) return await start();
  const result = await flight.finished;
  await replay(session, step, { result });
  return noted(walk, step, madeOf(result));
}

/** Remembers the result as soon as it is on disk. */
function noted({ session, commits }: Walk, step: Step, made: Made): Made {
  const note = (result: Result) => void session.finished.set(step.index, result);
  commits.push(made.finished.then(note, () => undefined));
  return made;
}

function cancelled(): ObuilderError {
  return new ObuilderError('cancelled', 'the build was cancelled');
}
