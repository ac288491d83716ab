import type { Base, Draft, Lease, Result, ResultMeta } from '../../contract/results.ts';
import type { Account } from '../../contract/spec.ts';
import { asObuilderError, isObuilderError, ObuilderError } from '../../errors.ts';
import type { Step } from '../../plan/plan-steps.ts';
import { makersOf, mayUse } from '../../plan/scopes.ts';
import type { VirtualResult } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';
import { withinDisk } from '../steps/disk-watch.ts';
import { MAX_WHOLE_LOG_BYTES } from '../steps/replay.ts';
import { buildOf, stepContext } from '../steps/step-context.ts';
import { usersOf } from '../steps/step-users.ts';
import type { Ahead } from './ahead.ts';
import type { Arrived, FetchedTexts } from './arriving.ts';
import { isLost } from './carriers.ts';
import { chainStore, isOnChain, rememberChain } from './chain.ts';
import { openInLog } from './in-log.ts';
import type { Remote } from './remote.ts';

export interface Fetching {
  readonly remote: Remote;
  readonly result: VirtualResult;
  /** The result below; in the store, or about to be. */
  readonly base: Base;
  readonly baseMadeAt: number;
  /** Settles when the base is in the store. A failure of the base has ended the build by then. */
  readonly baseFinished: Promise<unknown>;
  /** Label of the scope that the id has in it. */
  readonly scope: string | undefined;
  /** Layers fetched before their turn. */
  readonly ahead: Ahead | undefined;
}

/**
 * Turns a virtual result into a result of the store: applies the layer to a copy of the base, and takes log, summary and times along.
 * Returns before the commit has ended, so that the next result of a chain does not wait.
 *
 * @returns undefined if the result cannot be used; the step has to be made. A warning tells why
 * @throws ObuilderError `cancelled`; `remote-failed` if carriers are required
 */
export async function fetchResult(
  session: Session,
  step: Step,
  fetching: Fetching,
): Promise<Arrived | undefined> {
  const { remote, result, baseFinished } = fetching;
  try {
    if (remote.carriers.usable(result.remote.carrier) === undefined) return giveUp(fetching);
    const store = chainStore(session.store, remote.arriving);
    if (!isOnChain(store, remote.opened.layers, fetching)) return giveUp(fetching);
    return await session.store.withRoom(() => acquire(session, step, fetching), {
      signal: session.signal,
      onAgain: () => session.warn('the store was full and evicted unused results: fetching again', step),
    });
  } catch (error) {
    // Files on a base that could not be kept are no fault of the carrier.
    await baseFinished.catch(() => undefined);
    if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    tell(session, step, { fetching, error });
    return giveUp(fetching);
  }
}

function giveUp({ remote, result }: Fetching): undefined {
  remote.forget(result);
}

function tell(
  session: Session,
  step: Step,
  { fetching, error }: { readonly fetching: Fetching; readonly error: unknown },
): void {
  const { remote, result } = fetching;
  const { carrier } = result.remote;
  const { message } = asObuilderError(error);
  if (isObuilderError(error, 'remote-failed')) {
    const cost = `step ${step.index + 1} and the steps on it are built here`;
    remote.carriers.fail(carrier, error, { cost, signal: session.signal });
    return;
  }
  if (isLost(error)) remote.carriers.lose(carrier, result.id);
  const why = isLost(error) ? `the ${carrier.name} has lost its files` : 'its files could not be fetched';
  session.warn(`${why}, so this step is built here: ${message}`, step);
}

async function acquire(session: Session, step: Step, fetching: Fetching): Promise<Arrived> {
  const { result, baseMadeAt, remote } = fetching;
  const { store, signal, plan } = session;
  const acquired = await store.acquire(result.id, {
    signal,
    mayUse: (there) => mayUse(there, plan.scopes),
    parentMadeAt: baseMadeAt,
  });
  if (acquired.kind === 'result') return { result: acquired.result };
  const fetched = await session.inTurn(() =>
    underLease(session, step, { ...fetching, lease: acquired.lease }),
  );
  for (const what of ['found', 'fetched'] as const) remote.carriers.count(result.remote.carrier, what);
  remote.fetched.set(result.id, result.remote.carrier);
  return fetched;
}

async function underLease(
  session: Session,
  step: Step,
  fetching: Fetching & { readonly lease: Lease },
): Promise<Arrived> {
  const { lease, base, remote, result } = fetching;
  let draft: Draft | undefined;
  try {
    if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    draft = await lease.begin(base);
    const filled = draft;
    const { user } = usersOf(step, draft.rootfs);
    const texts = await withinDisk(session, (watched) => fill(watched, step, { ...fetching, draft: filled }));
    const meta = metaOf(session, step, { ...fetching, user });
    const { chain } = result.remote.record;
    // The place of the log is known after the commit.
    const fetched = { ...meta, id: result.id, logPath: '' };
    const layer = chain.steps.at(-1)?.layer;
    if (layer !== undefined) remote.opened.layers.remember(fetched, layer);
    // Otherwise the check of each later result would walk down the whole chain.
    rememberChain(session.store.memo, fetched, chain);
    const { done } = draft.commit(meta);
    noteArriving(remote, fetched, done);
    return { result: fetched, arriving: { texts, done } };
  } catch (error) {
    if (draft === undefined) lease.release();
    else await draft.discard();
    throw error;
  }
}

/** Lets the check of the next result know this result, until the store does. */
function noteArriving({ arriving }: Remote, result: Result, done: Promise<Result>): void {
  arriving.set(result.id, result);
  const forget = () => void arriving.delete(result.id);
  done.then(forget, forget);
}

async function fill(
  session: Session,
  step: Step,
  { draft, result, remote, ahead }: Fetching & { readonly draft: Draft },
): Promise<FetchedTexts | undefined> {
  const { record, open } = result.remote;
  const layer = record.chain.steps.at(-1)?.layer;
  if (layer === undefined) throw new ObuilderError('remote-lost', 'the record names no layer');
  const { signal } = session;
  const onProgress = openInLog(session, step, { result, totalBytes: layer.size });
  const bytes = (await ahead?.take(layer)) ?? open(layer, signal);
  await remote.opened.layers.apply(bytes, layer, { rootfs: draft.rootfs, onProgress, signal });
  const isShort = record.log.size <= MAX_WHOLE_LOG_BYTES;
  let log = '';
  for await (const text of remote.texts.log(result, session.limits)) {
    draft.log(text);
    if (isShort) log += text;
  }
  const summary = await remote.texts.summary(result);
  if (summary !== undefined) draft.summarize(summary);
  return isShort ? { log, summary } : undefined;
}

/** Takes what the step here cannot tell. The times stay, so that ids and bases agree on all machines. */
function metaOf(
  session: Session,
  step: Step,
  { result, base, baseMadeAt, scope, user }: Fetching & { readonly user: Account },
): ResultMeta {
  const { scopes } = session.plan;
  const { startedAt, seconds, outputs, key, summaryBytes, unread, attempts } = result.remote.record.meta;
  return {
    parent: base.id,
    parentMadeAt: baseMadeAt,
    scope,
    madeBy: makersOf(scopes),
    vouchedBy: scopes.user,
    kind: step.kind,
    ...buildOf(step),
    operation: step.text,
    startedAt,
    seconds,
    outputs,
    key,
    summaryBytes,
    unread,
    attempts,
    source: 'pulled',
    context: stepContext(session, step, user),
  };
}
