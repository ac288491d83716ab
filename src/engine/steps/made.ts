import type { Base, Result } from '../../contract/results.ts';
import type { Choice } from '../../plan/candidates.ts';
import { withPosition } from '../../plan/facts.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { isVirtual, type VirtualResult } from '../../plan/virtual.ts';
import type { Arriving } from '../elsewhere/arriving.ts';
import type { Session } from '../session.ts';

/** Everything needed to make a step. */
export interface Order {
  readonly id: string;
  readonly choice: Choice;
  /** The result below the step; undefined for a base image. */
  readonly base: Base | undefined;
  /** When the base was made. */
  readonly baseMadeAt: number | undefined;
  /** Who vouches for the base and the sources. */
  readonly vouchedBy: string | undefined;
  /** The results of the nested builds to take files from, in the order of `nestedReads`. */
  readonly sources: readonly Result[];
  /** The digests of the files from nested builds, with a blank between. */
  readonly manifest: string | undefined;
  /** Set if the choice was just fetched and the commit is under way. */
  readonly arriving?: Arriving | undefined;
}

/** A made step: the next step may start from `base` at once; the result is on disk when `finished` settles. */
export interface Made {
  readonly base: Base;
  /** The `startedAt` of the result. */
  readonly madeAt: number;
  readonly vouchedBy: string | undefined;
  /** Set if the files are on another machine. */
  readonly virtual?: VirtualResult | undefined;
  readonly finished: Promise<Result>;
}

/** An existing result as a made step. */
export function madeOf(result: Result, finished: Promise<Result> = Promise.resolve(result)): Made {
  const virtual = isVirtual(result) ? result : undefined;
  const { startedAt: madeAt, vouchedBy } = result;
  return { base: result, madeAt, vouchedBy, virtual, finished };
}

/** Fails the build if a result cannot be kept that the log shows already. */
export function keeping(session: Session, step: Step, done: Promise<Result>): Promise<Result> {
  const finished = done.catch((error: unknown) => {
    session.journal.retract(step);
    const placed = withPosition(error, step.at);
    session.fail(placed);
    throw placed;
  });
  // Dependents await the result later; until then a rejection must not count as unhandled.
  finished.catch(() => undefined);
  return finished;
}
