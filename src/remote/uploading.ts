import type { LimitFunction } from 'p-limit';
import type { ChainLayer, RemoteRecord, StoredBytes, Upload } from '../contract/remote.ts';
import { isObuilderError, must, ObuilderError } from '../errors.ts';
import { type AssembledImage, assembleImage } from '../oci/assemble.ts';
import { assembleRecord } from '../oci/record-image.ts';
import type { StoredText } from '../oci/record-schema.ts';
import type { Blobs } from './blobs.ts';
import { limited, together } from './parallel.ts';
import { streamOf } from './pieces.ts';
import type { ImagePlace, OtherRepository } from './place.ts';
import type { Storers } from './storers.ts';
import { packInside, textLayer } from './texts.ts';

/** Bytes of a compressed list of members inside a record. Few builds read the list, and every lookup moves the record. */
const MAX_MEMBERS_INSIDE = 4 * 1024;
/** Statuses of a refused manifest with a missing blob. */
const BLOB_UNKNOWN: readonly (number | undefined)[] = [400, 404];
/** Uploads at once. */
const MAX_UPLOADS = 8;

interface UploadingParts {
  readonly place: ImagePlace;
  readonly blobs: Blobs;
  readonly storers: Storers;
}

/** The uploads of a carrier: each image after all of its blobs, and after the image of its base. */
export class Uploading {
  readonly #parts: UploadingParts;
  /** The latest upload of a result, by id. */
  readonly #puts = new Map<string, Promise<boolean>>();
  /** Lists under way. */
  readonly #lists = new Set<Promise<unknown>>();
  readonly #atMost = limited(MAX_UPLOADS);

  constructor(parts: UploadingParts) {
    this.#parts = parts;
  }

  /**
   * Returns for each upload whether the record was stored under at least one name. Takes bases before dependents. Lists may be under way at
   * once: no upload of a list starts before those of earlier lists.
   */
  async putAll(uploads: readonly Upload[], signal: AbortSignal): Promise<readonly boolean[]> {
    const atMost = await this.#atMost;
    const earlier = [...this.#lists];
    const endLoan = this.#parts.blobs.lend(uploads);
    const list = together(signal, (either) => uploads.map((upload) => this.#start(upload, atMost, either)));
    this.#lists.add(list);
    try {
      return await list;
    } catch (error) {
      // A failed base ends the lists with dependents: its own list knows the reason.
      await Promise.all(earlier);
      throw error;
    } finally {
      this.#lists.delete(list);
      endLoan();
    }
  }

  #start(upload: Upload, atMost: LimitFunction, signal: AbortSignal): Promise<boolean> {
    const { id, meta } = upload.record;
    // An upload that starts before. A result of several builds comes several times: a later upload of the base would wait for this one.
    const putBelow = this.#puts.get(meta.parent ?? '');
    const putting = atMost(async () => {
      signal.throwIfAborted();
      return await this.#put(upload, { putBelow, signal });
    });
    this.#puts.set(id, putting);
    return putting;
  }

  async #put(upload: Upload, { putBelow, signal }: Putting): Promise<boolean> {
    const { blobs, storers } = this.#parts;
    const { record, open } = upload;
    const missing = await storers.missingNames(upload, signal);
    if (missing.length === 0) return false;
    const openBytes = (bytes: StoredBytes) => () => (blobs.openerOf(bytes.digest) ?? open)(bytes);
    const { base, steps } = record.chain;
    const layers: readonly { readonly layer: ChainLayer; readonly other?: OtherRepository | undefined }[] = [
      ...base.layers.map((layer) => ({ layer, other: base.repository })),
      ...steps,
    ];
    const send = (either: AbortSignal) =>
      layers.map(({ layer, other }) =>
        blobs.ensure({ ...layer, open: openBytes(layer) }, { other, signal: either }),
      );
    // An image of a text stands on no layer.
    const text = (part: TextPart['part'], either: AbortSignal) => {
      const bytes = record[part];
      return bytes && this.#text(record, { part, open: openBytes(bytes), signal: either });
    };
    const [log, summary, members] = await together(signal, (either) => [
      this.#text(record, { part: 'log', open: openBytes(record.log), signal: either }),
      text('summary', either),
      text('members', either),
      together(either, send),
    ]);
    const image = assembleRecord(record, { log, summary, members });
    await this.#ensureConfig(image, signal);
    // A record without the record of its base would never fit: the next runner makes the base at another time.
    await putBelow;
    if (storers.isLeftOut(record)) return false;
    storers.note(record);
    await this.#tag(missing, image, signal);
    return true;
  }

  /** Stores a text that is too large for the record as an image of one file, so that no clean-up removes the blob. */
  async #text(
    record: RemoteRecord,
    { part, open, signal }: TextPart & { readonly signal: AbortSignal },
  ): Promise<StoredText> {
    const bytes = must(record[part], part);
    const { digest, size } = bytes;
    const inside = await packInside(open, size, part === 'members' ? MAX_MEMBERS_INSIDE : undefined);
    if (inside !== undefined) return { digest, size, zstd: inside.toString('base64') };
    const { layer, blob } = await textLayer(part, bytes, open);
    await this.#parts.blobs.ensure(blob, { signal });
    const image = assembleImage({
      facts: { ...record.image, environment: [], shell: [] },
      layers: [layer],
      history: [{ text: `${part} of ${record.id}` }],
      createdAt: record.meta.startedAt,
    });
    await this.#ensureConfig(image, signal);
    await this.#tag([`${must(record.names[0], 'a name')}.${part}`], image, signal);
    return { digest, size, layer: { digest: layer.digest, size: layer.size } };
  }

  #ensureConfig({ config, imageId }: AssembledImage, signal: AbortSignal): Promise<void> {
    const blob = { digest: imageId, size: config.length, open: () => streamOf(config) };
    return this.#parts.blobs.ensure(blob, { signal, isNew: true });
  }

  async #tag(tags: readonly string[], image: AssembledImage, signal: AbortSignal): Promise<void> {
    const { place } = this.#parts;
    for (const tag of tags) {
      try {
        await place.tag(tag, image, signal);
      } catch (error) {
        if (!isObuilderError(error, 'image-unavailable') || !BLOB_UNKNOWN.includes(error.httpStatus))
          throw error;
        throw new ObuilderError('remote-failed', `${place.name} refuses an image: ${error.message}`, {
          httpStatus: error.httpStatus,
          hint: error.hint,
          cause: error,
        });
      }
    }
  }
}

interface Putting {
  /** The upload of the base. */
  readonly putBelow: Promise<boolean> | undefined;
  readonly signal: AbortSignal;
}

interface TextPart {
  readonly part: 'log' | 'summary' | 'members';
  readonly open: () => AsyncIterable<Buffer>;
}
