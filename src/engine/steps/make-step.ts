import type { Base, Draft, Lease, Result } from '../../contract/results.ts';
import type { Account } from '../../contract/spec.ts';
import { asObuilderError, isObuilderError, must, ObuilderError } from '../../errors.ts';
import { type Choice, foreignLabel } from '../../plan/candidates.ts';
import { withPosition } from '../../plan/facts.ts';
import { keyOf } from '../../plan/identify.ts';
import { keyRecord } from '../../plan/keys.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { makersOf, mayReplace, mayUse } from '../../plan/scopes.ts';
import { checkSecrets } from '../../plan/secrets.ts';
import { isVirtual, type VirtualResult } from '../../plan/virtual.ts';
import type { Arriving } from '../elsewhere/arriving.ts';
import { reportFailure } from '../failure.ts';
import { waitFor } from '../pace.ts';
import type { Session } from '../session.ts';
import type { Begin, StepUsers, Yield } from './attempt.ts';
import { runCopyStep } from './copy-step.ts';
import { withinDisk } from './disk-watch.ts';
import { runFromStep } from './from-step.ts';
import { explainFullDisk } from './fullness.ts';
import { replay } from './replay.ts';
import { runRunStep } from './run-step.ts';
import { keptSlots } from './slots.ts';
import { buildOf, stepContext } from './step-context.ts';
import { usersOf } from './step-users.ts';

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
  const replace = session.plan.isRefreshed(step);
  const acquired = await store.acquire(order.id, {
    signal,
    onLog,
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
  return await underLease(session, step, { ...order, lease: acquired.lease });
}

/** An existing result as a made step. */
export function madeOf(result: Result, finished: Promise<Result> = Promise.resolve(result)): Made {
  const virtual = isVirtual(result) ? result : undefined;
  const { startedAt: madeAt, vouchedBy } = result;
  return { base: result, madeAt, vouchedBy, virtual, finished };
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

async function underLease(
  session: Session,
  step: Step,
  order: Order & { readonly lease: Lease },
): Promise<Made> {
  const { lease, base } = order;
  let draft: Draft | undefined;
  let users: StepUsers | undefined;
  const begin: Begin = async () => {
    draft = await lease.begin(base);
    users = usersOf(step, draft.rootfs);
    return { draft, ...users };
  };
  try {
    return await session.inTurn(async () => {
      if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
      session.journal.start(step);
      const startedAt = Date.now();
      const clock = performance.now();
      const given = await withinDisk(session, (watched) => perform(watched, step, { ...order, begin }));
      return commit(session, step, {
        draft: must(draft, 'the draft of a step'),
        user: must(users, 'the users of a step').user,
        order,
        given,
        startedAt,
        seconds: (performance.now() - clock) / 1000,
      });
    });
  } catch (error) {
    const explained = explainFullDisk(error, session.store);
    if (draft === undefined) lease.release();
    else await endDraft(session, step, { draft, user: users?.user, error: explained });
    throw explained;
  }
}

/** Ends the draft of a step that was not made; the files of a failed command may be worth a look. */
async function endDraft(
  session: Session,
  step: Step,
  {
    draft,
    user,
    error,
  }: Pick<Finished, 'draft'> & { readonly user: Account | undefined; readonly error: unknown },
): Promise<void> {
  const isOwnFault = isObuilderError(error, 'command-failed') && !session.signal.aborted;
  if (!session.keepFailed || !isOwnFault || user === undefined) return await draft.discard();
  const { message } = asObuilderError(error);
  const context = stepContext(session, step, user);
  const slots = keptSlots(session, step);
  const isKept = await draft.keepFailed({
    operation: step.text,
    ...buildOf(step),
    message,
    context,
    ...(slots.length > 0 && { slots }),
  });
  if (isKept) session.journal.keep(step);
}

interface Work {
  readonly begin: Begin;
  readonly sources: readonly Result[];
}

function perform(session: Session, step: Step, work: Work): Promise<Yield> {
  switch (step.kind) {
    case 'from':
      return runFromStep(session, step, work.begin);
    case 'run':
      return runRunStep(session, step, work);
    case 'copy':
      return runCopyStep(session, step, work);
  }
}

interface Finished {
  readonly draft: Draft;
  readonly user: Account;
  readonly order: Order;
  readonly given: Yield;
  readonly startedAt: number;
  readonly seconds: number;
}

/** The fields that the id hashes; undefined if a field contains a secret, because results are kept in clear. */
function keyOfResult(
  { plan, masker }: Session,
  step: Step,
  { base, manifest, choice }: Order,
): readonly unknown[] | undefined {
  const scope = choice.scope?.key;
  const record = keyRecord(keyOf(step, { base: base?.id ?? '', facts: plan.facts, manifest, scope }));
  const text = JSON.stringify(record);
  return masker.mask(text) === text ? record : undefined;
}

function commit(session: Session, step: Step, finishing: Finished): Made {
  const { draft, user, order, given, startedAt, seconds } = finishing;
  const { kind, text: operation } = step;
  const { outputs, environment, written, checked } = given;
  const meta = {
    parent: order.base?.id,
    parentMadeAt: order.baseMadeAt,
    scope: order.choice.scope?.label,
    madeBy: makersOf(session.plan.scopes),
    vouchedBy: order.vouchedBy,
    kind,
    ...buildOf(step),
    operation,
    startedAt,
    seconds,
    outputs,
    key: keyOfResult(session, step, order),
    environment,
    ...written,
    source: 'built',
    context: stepContext(session, step, user),
  } as const;
  const committed = draft.commit(meta, checked);
  const finished = keeping(session, step, committed.done);
  session.journal.end(step, { id: draft.id, outcome: 'built', seconds, outputs });
  return { base: committed.base, madeAt: startedAt, vouchedBy: order.vouchedBy, finished };
}
