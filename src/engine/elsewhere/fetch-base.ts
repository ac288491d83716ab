import type { ChainLayer, ChainStep } from '../../contract/remote.ts';
import type { Draft, Lease, Result, ResultMeta } from '../../contract/results.ts';
import { asObuilderError, isObuilderError, ObuilderError } from '../../errors.ts';
import { foreignBase, mayStartFrom } from '../../plan/bases.ts';
import type { FromStep } from '../../plan/plan-steps.ts';
import { makersOf, mayReplace, mayUse } from '../../plan/scopes.ts';
import type { VirtualResult } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';
import { withinDisk } from '../steps/disk-watch.ts';
import { isLost } from './carriers.ts';
import { chainStore, hasChain, rememberChain } from './chain.ts';
import { openInLog } from './in-log.ts';
import type { Remote } from './remote.ts';

interface FetchingBase {
  readonly remote: Remote;
  readonly result: VirtualResult;
}

/**
 * Brings the result that a build continues from into the store: the layers of the base image and of all steps, on top of each other. The
 * spec of the result is not known here, so nothing can be built instead.
 *
 * @returns undefined if this carrier cannot give the files; a warning tells why
 * @throws ObuilderError `cancelled`; `remote-failed` if carriers are required; `result-missing` for a result that appeared in
 *   another scope; errors of the store
 */
export async function fetchBase(
  session: Session,
  step: FromStep,
  { remote, result }: FetchingBase,
): Promise<Result | undefined> {
  const { carrier } = result.remote;
  try {
    if (remote.carriers.usable(carrier) !== undefined)
      return await session.store.withRoom(() => acquire(session, step, { remote, result }), {
        signal: session.signal,
        onAgain: () => session.warn('the store was full and evicted unused results: fetching again', step),
      });
  } catch (error) {
    if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    if (isObuilderError(error, 'remote-failed')) {
      const cost = 'the result that the build continues from cannot come from there';
      remote.carriers.fail(carrier, error, { cost, signal: session.signal });
    } else if (isLost(error)) {
      const { message } = asObuilderError(error);
      const what = 'has lost files of the result that the build continues from';
      session.warn(`the ${carrier.name} ${what}: ${message}`, step);
      remote.lost.add(carrier);
      remote.carriers.lose(carrier, result.id);
    } else throw error;
  }
  remote.forget(result);
  return undefined;
}

async function acquire(session: Session, step: FromStep, { remote, result }: FetchingBase): Promise<Result> {
  const { store, signal, plan } = session;
  const { scopes } = plan;
  const isOurs = (there: Result) => mayStartFrom(there, { scopes, store });
  const acquired = await store.acquire(result.id, {
    signal,
    // A record proves no right to the files here.
    mayUse: (there) => mayUse(there, scopes) && (isOurs(there) || !mayReplace(there, scopes)),
  });
  if (acquired.kind === 'result') {
    if (isOurs(acquired.result)) return acquired.result;
    throw foreignBase(result.id, step.at);
  }
  const { lease } = acquired;
  const fetched = await session.inTurn(() => underLease(session, step, { remote, result, lease }));
  for (const what of ['found', 'fetched'] as const) remote.carriers.count(result.remote.carrier, what);
  remote.fetched.set(result.id, result.remote.carrier);
  return fetched;
}

async function underLease(
  session: Session,
  step: FromStep,
  { lease, ...fetching }: FetchingBase & { readonly lease: Lease },
): Promise<Result> {
  const { remote, result } = fetching;
  const { chain } = result.remote.record;
  let draft: Draft | undefined;
  try {
    if (session.signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    const start = startOf(session, fetching);
    draft = await lease.begin(start.base);
    const filled = draft;
    await withinDisk(session, (watched) => fill(watched, step, { ...fetching, ...start, draft: filled }));
    const meta = metaOf(session, result);
    const layer = chain.steps.at(-1)?.layer;
    if (layer !== undefined) {
      const making = { ...meta, id: result.id };
      remote.opened.layers.remember(making, layer);
      rememberChain(session.store.memo, making, chain);
    }
    return await draft.commit(meta).done;
  } catch (error) {
    if (draft === undefined) lease.release();
    else await draft.discard();
    throw error;
  }
}

interface Start {
  /** A local result with the files of the chain's lower part; undefined if everything has to be fetched. */
  readonly base: Result | undefined;
  readonly image: readonly ChainLayer[];
  readonly steps: readonly ChainStep[];
}

/**
 * Finds the highest local result with exactly the files of the chain so far. The record names this result, so the build must have the
 * right to start from the result by id: whoever writes a record may name results of others.
 */
function startOf({ store, plan }: Session, { remote, result }: FetchingBase): Start {
  const { base: image, steps } = result.remote.record.chain;
  const isOurs = (there: Result | undefined): there is Result =>
    there !== undefined && mayUse(there, plan.scopes) && mayStartFrom(there, { scopes: plan.scopes, store });
  const known = chainStore(store);
  for (let count = steps.length - 1; count >= 0; count -= 1) {
    const id = steps[count - 1]?.id ?? image.id;
    const chain = { base: image, steps: steps.slice(0, count) };
    const base = store.find([id]).get(id);
    if (isOurs(base) && hasChain(known, remote.opened.layers, { id, chain }))
      return { base, image: [], steps: steps.slice(count) };
  }
  return { base: undefined, image: image.layers, steps };
}

async function fill(
  session: Session,
  step: FromStep,
  { draft, result, remote, image, steps }: FetchingBase & Start & { readonly draft: Draft },
): Promise<void> {
  const { signal } = session;
  const { layers } = remote.opened;
  const { open } = result.remote;
  const above = steps.map(({ layer }) => layer);
  const imageBytes = bytesOf(image);
  const onProgress = openInLog(session, step, { result, totalBytes: imageBytes + bytesOf(above) });
  const into = { rootfs: draft.rootfs, scratch: draft.scratch, signal };
  await layers.applyChain(image, open, { ...into, isImage: true, onProgress });
  const onRest = (bytes: number) => onProgress(imageBytes + bytes);
  await layers.applyChain(above, open, { ...into, isImage: false, onProgress: onRest });
  await takeTexts(session, step, { draft, result, remote });
}

const bytesOf = (layers: readonly ChainLayer[]) => layers.reduce((sum, { size }) => sum + size, 0);

/** A lost log or summary is no reason to fail: this build shows neither. */
async function takeTexts(
  session: Session,
  step: FromStep,
  { draft, result, remote }: FetchingBase & { readonly draft: Draft },
): Promise<void> {
  try {
    for await (const text of remote.texts.log(result, session.limits)) draft.log(text);
    const summary = await remote.texts.summary(result);
    if (summary !== undefined) draft.summarize(summary);
  } catch (error) {
    if (!isLost(error)) throw error;
    session.warn(`the log of the fetched result is incomplete: ${asObuilderError(error).message}`, step);
  }
}

/** Everything comes from the record, because the spec of the result is not here. */
function metaOf({ plan }: Session, { remote }: VirtualResult): ResultMeta {
  const { scopes } = plan;
  const { meta, chain } = remote.record;
  const { scope, operation } = meta;
  return {
    ...meta,
    parent: chain.steps.at(-2)?.id ?? (chain.steps.length === 0 ? undefined : chain.base.id),
    scope: scope === undefined ? undefined : scopes.own.label,
    madeBy: makersOf(scopes),
    vouchedBy: scopes.user,
    operation: operation.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '?'),
    source: 'pulled',
  };
}
