import type { ChainLayer, RemoteRecord, Upload } from '../../../contract/remote.ts';
import { idOfRecord } from '../../../plan/keys.ts';
import { sign } from '../signature.ts';
import { bytesSource, fileBytes, storedOf } from '../upload/sources.ts';

const KIND = 'slot';

/** The record of a slot names scope and slot, so that nobody can pass off another slot or result as this slot. */
const keyOf = (scope: string, name: string) => [1, KIND, { name }, { scope }] as const;

/** The id of a slot on carriers. Unlike a result, a slot changes under its id. */
export const slotId = (scope: string, name: string) => idOfRecord(keyOf(scope, name));

export const isSlot = ({ meta }: Pick<RemoteRecord, 'meta'>) => meta.key?.[1] === KIND;

export interface StoredSlot {
  readonly scope: string;
  readonly name: string;
  /** All files of the slot. */
  readonly layer: ChainLayer;
  readonly file: string;
  readonly seconds: number;
}

/** Returns a slot as an upload: an image of a single layer. */
export function slotUpload(slot: StoredSlot, key: Uint8Array | undefined): Upload {
  const { scope, name, layer, file, seconds } = slot;
  const id = slotId(scope, name);
  const log = bytesSource(Buffer.alloc(0));
  const record: RemoteRecord = {
    version: 1,
    id,
    names: [id],
    meta: {
      kind: 'from',
      operation: `cache slot ${JSON.stringify(name)}`,
      startedAt: Date.now(),
      seconds,
      outputs: {},
      key: keyOf(scope, name),
      source: 'built',
    },
    chain: { base: { id, layers: [layer] }, steps: [] },
    // No program of a slot runs as an image.
    image: { platform: 'linux/amd64', environment: [], workdir: '/', user: { uid: 0, gid: 0 }, shell: [] },
    log: storedOf(log),
  };
  return {
    record: key === undefined ? record : sign(record, key),
    replaces: true,
    open: ({ digest }) => (digest === layer.digest ? fileBytes(file) : log.open()),
  };
}

/** Compressed bytes of a slot that travels. */
export const MAX_SLOT_BYTES = 2 * 1024 ** 3;
