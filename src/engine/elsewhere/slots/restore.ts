import type { ChainLayer } from '../../../contract/remote.ts';
import { asObuilderError, type ErrorCode, isObuilderError, must, ObuilderError } from '../../../errors.ts';
import type { RunStep } from '../../../plan/plan-steps.ts';
import { scopesOf } from '../../../plan/scopes.ts';
import type { VirtualResult } from '../../../plan/virtual.ts';
import type { Session } from '../../session.ts';
import { withinDisk } from '../../steps/disk-watch.ts';
import { isLost } from '../carriers.ts';
import type { Remote } from '../remote.ts';
import { megabytes, whileTelling } from '../while-telling.ts';
import { MAX_SLOT_BYTES, slotId } from './record.ts';

/** A layer needs room as a tree, which is larger. */
const ROOM = 4;
/** The least space that stays free for the step. */
const MIN_RESERVE_BYTES = 64 * 1024 ** 2;
const FULL: readonly ErrorCode[] = ['store-full', 'step-too-large', 'disk-full'];

export interface Restoring {
  readonly name: string;
  /** An empty directory. */
  readonly directory: string;
}

/**
 * Writes the files that a carrier has of a cache slot, of the first readable scope. Returns whether the files are whole. A failure is a
 * warning: the step starts with an empty slot.
 *
 * @throws ObuilderError `cancelled`; `remote-failed` if carriers are required
 */
export async function restoreSlot(session: Session, step: RunStep, to: Restoring): Promise<boolean> {
  const { plan, signal } = session;
  const remote = await must(session.remote, 'the carriers').open();
  const ids = scopesOf(step, plan.scopes).map(({ key }) => slotId(key, to.name));
  const cost = `the cache slot "${to.name}" starts empty`;
  const found = await remote.findSlot(ids, cost);
  if (found === undefined) return false;
  try {
    await fill(session, step, { ...to, remote, found });
    remote.carriers.count(found.carrier, 'found');
    remote.carriers.count(found.carrier, 'fetched');
    return true;
  } catch (error) {
    if (signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    if (isObuilderError(error, 'remote-failed')) remote.carriers.fail(found.carrier, error, { cost, signal });
    else session.warn(`${cost}: ${reasonOf(error, found.carrier.name)}`, step);
    return false;
  }
}

function reasonOf(error: unknown, carrier: string): string {
  const { code, message } = asObuilderError(error);
  if (FULL.includes(code)) return `its files from the ${carrier} do not fit into the store`;
  const why = isLost(error) ? 'has lost its files' : 'has files that cannot be used';
  return `the ${carrier} ${why}: ${message}`;
}

interface Filling extends Restoring {
  readonly remote: Remote;
  readonly found: VirtualResult['remote'];
}

async function fill(session: Session, step: RunStep, filling: Filling): Promise<void> {
  const { name, directory, remote, found } = filling;
  const { record, carrier, open } = found;
  const spare = session.store.spareBytes();
  // Whatever the layer unpacks to, the step keeps half of the space: too large a slot ends the fetch, and not the step.
  const reserve = Math.max(MIN_RESERVE_BYTES, spare / 2);
  const layer = layerOf(record.chain.base.layers, spare - reserve);
  let fetched = 0;
  const tell = () =>
    `fetching the cache slot "${name}" from the ${carrier.name}: ${megabytes(fetched)} so far`;
  const onProgress = (doneBytes: number) => {
    fetched = doneBytes;
    session.journal.progress(step, { doneBytes, totalBytes: layer.size });
  };
  await whileTelling(session.emit, tell, () =>
    withinDisk(
      session,
      async ({ signal }) => {
        const bytes = open(layer, signal);
        await remote.opened.layers.apply(bytes, layer, { rootfs: directory, onProgress, signal });
      },
      reserve,
    ),
  );
  const message = `the cache slot "${name}" comes from the ${carrier.name}: ${megabytes(layer.size)}`;
  session.emit({ type: 'notice', message });
}

function layerOf(layers: readonly ChainLayer[], room: number): ChainLayer {
  const [layer] = layers;
  if (layer === undefined || layers.length > 1) throw new ObuilderError('remote-lost', 'it is no slot');
  if (layer.size > MAX_SLOT_BYTES || room < ROOM * layer.size)
    throw new ObuilderError('store-full', `its ${megabytes(layer.size)} are too many for the store`);
  return layer;
}
