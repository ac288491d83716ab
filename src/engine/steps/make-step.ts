import type { FailedStep, Result } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import { foreignLabel } from '../../plan/candidates.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { mayReplace, mayUse } from '../../plan/scopes.ts';
import { checkSecrets } from '../../plan/secrets.ts';
import { awaitedFailure } from '../awaited-failure.ts';
import type { Arriving } from '../elsewhere/arriving.ts';
import { reportFailure } from '../failure.ts';
import { waitFor } from '../pace.ts';
import type { Session } from '../session.ts';
import { keeping, type Made, madeOf, type Order } from './made.ts';
import { makeResult } from './make-result.ts';
import { replay } from './replay.ts';

/**
 * Returns a step's result: an existing result, a result that another process is making, or a new result.
 *
 * @throws ObuilderError why the step failed, after reporting to the journal
 */
export async function makeStep(session: Session, step: Step, order: Order): Promise<Made> {
  try {
    const { result, isOurs } = order.choice;
    if (result !== undefined) {
      const { arriving } = order;
      return await cached(session, step, { result, arriving, from: foreignLabel(order.choice) });
    }
    if (!isOurs) throw new ObuilderError('internal', `${step.text} is of another scope`, { value: order.id });
    checkSecrets(step, session.secrets);
    return await withRoom(session, step, () => acquire(session, step, order));
  } catch (error) {
    throw reportFailure(session, step, { id: order.id, error });
  }
}

/** Makes a step. If the store was full and evicts results, the store retries the work. */
function withRoom(session: Session, step: Step, make: () => Promise<Made>): Promise<Made> {
  const { store, signal } = session;
  const onAgain = () =>
    session.warn('the store was full and evicted unused results: retrying the step', step);
  return store.withRoom(make, { signal, onAgain });
}

async function acquire(session: Session, step: Step, order: Order): Promise<Made> {
  const masked = session.masker.stream();
  let shown = 0;
  const onLog = (text: string) => {
    shown += Buffer.byteLength(text);
    session.journal.start(step);
    session.journal.output(step, masked.push(text));
    return waitFor(session.pace(), session.signal);
  };
  const { signal, store, journal } = session;
  const onWait = () => {
    journal.start(step);
    journal.output(step, 'Waiting for another build, which makes this step.\n');
  };
  const errorOf = (failure: FailedStep) => {
    const error = awaitedFailure(session, order, failure);
    if (error === undefined) return undefined;
    journal.output(step, masked.end());
    journal.keep(step, { isAwaited: true });
    return error;
  };
  const replace = session.plan.isRefreshed(step);
  const acquired = await store.acquire(order.id, {
    signal,
    onLog,
    onWait,
    errorOf,
    replace,
    mayReplace: (result) => mayReplace(result, session.plan.scopes),
    mayUse: (result) => mayUse(result, session.plan.scopes),
    parentMadeAt: order.baseMadeAt,
  });
  if (shown > 0) journal.output(step, masked.end());
  if (acquired.kind === 'result') {
    // If several processes held the lease in turn, the log shown here may be another process's than the log of the
    // result.
    const isFollowed = shown > 0 && store.logBytes(order.id) === shown;
    return await cached(session, step, { result: acquired.result, isFollowed });
  }
  if (shown > 0) session.warn('another process gave up this step: it starts again here', step);
  return await makeResult(session, step, { ...order, lease: acquired.lease });
}

interface Cached {
  readonly result: Result;
  readonly isFollowed?: boolean;
  readonly from?: string | undefined;
  readonly arriving?: Arriving | undefined;
}

async function cached(session: Session, step: Step, existing: Cached): Promise<Made> {
  const { result, arriving, ...shown } = existing;
  const texts = arriving?.texts;
  // The store reads the log.
  if (texts === undefined) await arriving?.done;
  await replay(session, step, { ...shown, result, texts });
  return madeOf(result, arriving && keeping(session, step, arriving.done));
}
