import { readdirSync, rmSync } from 'node:fs';
import type { LayerCompression, MadeLayer } from '../../../contract/layers.ts';
import { asObuilderError, isObuilderError, ObuilderError } from '../../../errors.ts';
import type { RunStep } from '../../../plan/plan-steps.ts';
import { scopesOf } from '../../../plan/scopes.ts';
import type { Session } from '../../session.ts';
import { withinDisk } from '../../steps/disk-watch.ts';
import { slotName } from '../../steps/slot-name.ts';
import { judge } from '../accept.ts';
import type { RemoteAccess } from '../access.ts';
import type { Member } from '../carriers.ts';
import type { Remote } from '../remote.ts';
import { reportUploads, UploadProgress } from '../upload/progress.ts';
import { megabytes, whileTelling } from '../while-telling.ts';
import { MAX_SLOT_BYTES, slotId, slotUpload } from './record.ts';

/** Bytes of all files of a slot. */
const MAX_FILES_BYTES = 16 * 1024 ** 3;

interface Slot {
  /** The key of the scope that the build writes. */
  readonly scope: string;
  readonly name: string;
}

/**
 * Stores the cache slots that travel, if a step of this build has used and changed them. The next record replaces the last. Failures are
 * warnings.
 *
 * @throws ObuilderError `cancelled`; `remote-failed` if carriers are required
 */
export async function saveSlots(session: Session, access: RemoteAccess): Promise<void> {
  const slots = usedSlots(session, access.slots);
  if (slots.length === 0) return;
  const remote = await access.open();
  for (const slot of slots) await saveSlot(session, remote, slot);
}

function usedSlots({ plan, journal }: Session, names: readonly string[]): readonly Slot[] {
  const outcomes = journal.reports();
  const ran = plan.steps.filter(
    (step): step is RunStep => step.kind === 'run' && outcomes[step.index]?.outcome === 'built',
  );
  const used = ran.flatMap((step) => {
    const [{ key: scope }] = scopesOf(step, plan.scopes);
    const asked = step.operation.cache.filter(({ name }) => names.includes(name));
    return asked.map(({ name }) => [slotName(scope, name), { scope, name }] as const);
  });
  return [...new Map(used).values()];
}

async function saveSlot(session: Session, remote: Remote, slot: Slot): Promise<void> {
  const { store, signal, emit } = session;
  try {
    // A private copy, which other builds cannot change.
    const copy = await withinDisk(session, () =>
      store.slot(slotName(slot.scope, slot.name), { uid: 0, gid: 0, isTemporary: true }),
    );
    try {
      if (readdirSync(copy.path).length > 0) await saveCopy(session, { remote, slot, directory: copy.path });
    } finally {
      await copy.discard();
    }
  } catch (error) {
    if (signal.aborted) throw new ObuilderError('cancelled', 'the build was cancelled');
    if (isObuilderError(error, 'remote-failed')) throw error;
    const message = `the cache slot "${slot.name}" is not stored elsewhere, so other runners start without it: ${asObuilderError(error).message}`;
    emit({ type: 'warning', message });
  }
}

/** Stores a copy with each compression that a carrier wants. */
async function saveCopy(session: Session, copy: Copied): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  for (const compression of ['zstd', 'gzip'] as const) {
    const members = usableMembers(copy.remote, compression);
    if (members.length === 0) continue;
    try {
      await saveAs(session, { ...copy, compression, members });
    } catch (error) {
      if (session.signal.aborted) throw error;
      // The carriers of the other compression may still take the slot. The first failure is reported after that.
      failure ??= { error };
    }
  }
  if (failure !== undefined) throw failure.error;
}

function usableMembers({ opened, carriers }: Remote, compression: LayerCompression): readonly Member[] {
  const to = opened.to.filter((one) => one.compression === compression);
  return to.flatMap(({ carrier }) => carriers.usable(carrier) ?? []);
}

interface Copied {
  readonly remote: Remote;
  readonly slot: Slot;
  readonly directory: string;
}

interface Saving extends Copied {
  readonly compression: LayerCompression;
  readonly members: readonly Member[];
}

async function saveAs(session: Session, saving: Saving): Promise<void> {
  const start = performance.now();
  const made = await makeLayer(session, saving);
  try {
    if (made.layer.size > MAX_SLOT_BYTES)
      throw tooLarge(`${megabytes(made.layer.size)}, and ${megabytes(MAX_SLOT_BYTES)} may travel`);
    const seconds = (performance.now() - start) / 1000;
    // All uploads end before the file goes.
    const put = (member: Member) => putSlot(session, { ...saving, made, member, seconds });
    const results = await Promise.allSettled(saving.members.map(put));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    rmSync(made.file, { force: true });
  }
}

async function makeLayer(
  session: Session,
  { remote, slot, directory, compression }: Saving,
): Promise<MadeLayer> {
  const { store, emit } = session;
  let read = 0;
  const tell = () => `packing the cache slot "${slot.name}": ${megabytes(read)} so far`;
  const pack = (disk: AbortSignal) => {
    const bound = new AbortController();
    const onProgress = (bytes: number) => {
      read = bytes;
      if (bytes > MAX_FILES_BYTES) bound.abort();
    };
    const signal = AbortSignal.any([disk, bound.signal]);
    const options = { compression, scratch: store.scratch(), onProgress, signal };
    return remote.opened.layers.makeWhole(directory, options).catch((error: unknown) => {
      throw bound.signal.aborted ? tooLarge(`more than ${megabytes(MAX_FILES_BYTES)}`) : error;
    });
  };
  return await whileTelling(emit, tell, () => withinDisk(session, ({ signal }) => pack(signal)));
}

const tooLarge = (what: string) => new ObuilderError('layer-impossible', `its files have ${what}`);

interface Putting extends Saving {
  readonly made: MadeLayer;
  readonly member: Member;
  readonly seconds: number;
}

async function putSlot(session: Session, putting: Putting): Promise<void> {
  const { remote, slot, made, member, seconds } = putting;
  const { layer, file } = made;
  const { key, findMs } = remote.settings;
  const { signal, emit } = session;
  const id = slotId(slot.scope, slot.name);
  const cost = `the cache slot "${slot.name}" is not stored there, so other runners start without it`;
  const there = (await remote.carriers.find(member, [id], { limitMs: findMs, signal, cost })).get(id);
  const isGood = there !== undefined && judge(there, id, key) === 'good';
  if (member.failure !== undefined || (isGood && there.chain.base.layers[0]?.diffId === layer.diffId)) return;
  const upload = slotUpload({ ...slot, layer, file, seconds }, key);
  const progress = new UploadProgress(member, `the cache slot "${slot.name}"`);
  const end = reportUploads([progress], emit);
  const watched = [progress.watch(upload)];
  const isStored = await remote.carriers.put(member, watched, { signal, cost }).finally(end);
  if (!isStored) return;
  const message = `stored the cache slot "${slot.name}" in the ${member.carrier.name}: ${megabytes(layer.size)}`;
  emit({ type: 'notice', message });
}
