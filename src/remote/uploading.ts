import type { LimitFunction } from 'p-limit';
import type { ChainLayer, RemoteRecord, StoredBytes, Upload } from '../contract/remote.ts';
import { isObuilderError, must, ObuilderError } from '../errors.ts';
import { type AssembledImage, assembleImage } from '../oci/assemble.ts';
import { assembleRecord } from '../oci/record-image.ts';
import type { StoredText } from '../oci/record-schema.ts';
import { limited, together } from './parallel.ts';
import { streamOf } from './pieces.ts';
import type { ImagePlace, OtherRepository, SourceBlob } from './place.ts';
import { packInside, textLayer } from './texts.ts';

/** Bytes of a compressed list of members inside a record. Few builds read the list, and every lookup moves the record. */
const MAX_MEMBERS_INSIDE = 4 * 1024;
/** Statuses of a refused manifest with a missing blob. */
const BLOB_UNKNOWN: readonly (number | undefined)[] = [400, 404];
/** Uploads at once. */
const MAX_UPLOADS = 8;
/** How long a name that a search did not find counts as free, on top of a record of this build. */
const ABSENT_MS = 30_000;

/** The record of a result is from this build, or another runner was first. */
type Storer = 'this build' | 'another runner';

interface UploadingParts {
  readonly place: ImagePlace;
  /** Names whose records must be replaced. */
  readonly damaged: ReadonlySet<string>;
  /** When a search found no record of a name; see `performance.now`. */
  readonly absent: ReadonlyMap<string, number>;
}

/** The uploads of a carrier: each blob once, each image after all of its blobs and after the image of its base. */
export class Uploading {
  readonly #place: ImagePlace;
  readonly #damaged: ReadonlySet<string>;
  readonly #absent: ReadonlyMap<string, number>;
  /** Transfers under way and finished, by digest. */
  readonly #blobs = new Map<string, Promise<void>>();
  /** Who stored the record of a result, by id, as far as known. */
  readonly #storers = new Map<string, Storer>();
  /** The latest upload of a result, by id, in the lists so far. */
  readonly #puts = new Map<string, Promise<boolean>>();
  /** Whether the latest upload of a result is going to store the record, by id; known before the bytes move. */
  readonly #claims = new Map<string, Promise<boolean>>();
  /** By digest of a layer under way: who brings the layer, because the upload of a result opens no layer of another result below. */
  readonly #openers = new Map<string, Upload['open']>();
  readonly #atMost = limited(MAX_UPLOADS);

  constructor({ place, damaged, absent }: UploadingParts) {
    this.#place = place;
    this.#damaged = damaged;
    this.#absent = absent;
  }

  /**
   * Returns for each upload whether the record was stored under at least one name. Takes bases before dependents. Lists may be under way at
   * once: no upload of a list starts before those of earlier lists.
   */
  async putAll(uploads: readonly Upload[], signal: AbortSignal): Promise<readonly boolean[]> {
    const atMost = await this.#atMost;
    const layers = uploads.flatMap(({ record, open }) => {
      const digest = record.chain.steps.at(-1)?.layer.digest;
      return digest === undefined ? [] : [{ digest, open }];
    });
    for (const { digest, open } of layers) this.#openers.set(digest, open);
    try {
      return await this.#putInOrder(uploads, { atMost, signal });
    } finally {
      for (const { digest } of layers) this.#openers.delete(digest);
    }
  }

  #putInOrder(
    uploads: readonly Upload[],
    { atMost, signal }: { readonly atMost: LimitFunction; readonly signal: AbortSignal },
  ): Promise<readonly boolean[]> {
    const puts = new Map<string, Promise<boolean>>();
    const all = together(signal, (either) =>
      uploads.map((upload) => {
        const { id, meta } = upload.record;
        // An upload that begins before, because the works begin in order. A result of several builds comes several times.
        const putBelow = puts.get(meta.parent ?? '') ?? this.#puts.get(meta.parent ?? '');
        const putting = atMost(async () => {
          either.throwIfAborted();
          return await this.#put(upload, { putBelow, signal: either });
        });
        puts.set(id, putting);
        return putting;
      }),
    );
    for (const [id, putting] of puts) {
      // Later lists end for the same reason as this list, and after it.
      const ended = putting.catch(() => all.then(() => false));
      ended.catch(() => undefined);
      this.#puts.set(id, ended);
    }
    return all;
  }

  /** Forgets which blobs are there, because some may be gone. */
  distrust(): void {
    this.#blobs.clear();
  }

  async #put(upload: Upload, { putBelow, signal }: Putting): Promise<boolean> {
    const { record, open } = upload;
    const asked = this.#missingNames(upload, signal);
    this.#claims.set(
      record.id,
      asked.then(
        (names) => names.length > 0,
        () => false,
      ),
    );
    const missing = await asked;
    if (missing.length === 0) return false;
    const openBytes = (bytes: StoredBytes) => () => (this.#openers.get(bytes.digest) ?? open)(bytes);
    const { base, steps } = record.chain;
    const layers: readonly { readonly layer: ChainLayer; readonly other?: OtherRepository | undefined }[] = [
      ...base.layers.map((layer) => ({ layer, other: base.repository })),
      ...steps,
    ];
    const send = (either: AbortSignal) =>
      layers.map(({ layer, other }) =>
        this.#ensure({ ...layer, open: openBytes(layer) }, { other, signal: either }),
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
    if (this.#isLeftOut(record)) return false;
    this.#storers.set(record.id, 'this build');
    await this.#tag(missing, image, signal);
    return true;
  }

  /** Whether another runner has stored the base with other files, so that nobody could use the result. */
  #isLeftOut({ id, meta: { parent = '' } }: RemoteRecord): boolean {
    const isLeftOut = this.#storers.get(parent) === 'another runner';
    if (isLeftOut) this.#storers.set(id, 'another runner');
    return isLeftOut;
  }

  /**
   * Whether the first name of a record needs no question: a search has just missed the name, and this build stores the record of the base. A
   * runner that made the base too has stored the base first, and leaves out what is on top of our record. A runner that fetched our base may
   * lose its record to this build; the next builds replace what stands on the lost record.
   */
  async #isFree({ names, meta: { parent = '' } }: RemoteRecord): Promise<boolean> {
    const missed = this.#absent.get(names[0] ?? '');
    if (this.#place.asksByRequest !== true || missed === undefined) return false;
    if (performance.now() - missed > ABSENT_MS) return false;
    return this.#storers.get(parent) === 'this build' || (await this.#claims.get(parent)) === true;
  }

  /** Returns the names under which the record has to be stored. */
  async #missingNames(upload: Upload, signal: AbortSignal): Promise<readonly string[]> {
    const { record, replaces = false } = upload;
    const { id, names, meta } = record;
    const isFree = await this.#isFree(record);
    if (this.#isLeftOut(record)) return [];
    const missing: string[] = [];
    for (const [index, name] of names.entries()) {
      const isUnasked = replaces || this.#damaged.has(name) || (isFree && index === 0);
      if (isUnasked || !(await this.#place.hasTag(name, signal))) missing.push(name);
    }
    // Records of a base image differ in nothing that matters.
    const isFirst = missing.includes(names[0] ?? '') || this.#storers.get(id) === 'this build';
    if (!isFirst && meta.kind !== 'from') this.#storers.set(id, 'another runner');
    return missing;
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
    await this.#ensure(blob, { signal });
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
    return this.#ensure(blob, { signal, isNew: true });
  }

  async #tag(tags: readonly string[], image: AssembledImage, signal: AbortSignal): Promise<void> {
    for (const tag of tags) {
      try {
        await this.#place.tag(tag, image, signal);
      } catch (error) {
        if (!isObuilderError(error, 'image-unavailable') || !BLOB_UNKNOWN.includes(error.httpStatus))
          throw error;
        throw new ObuilderError('remote-failed', `${this.#place.name} refuses an image: ${error.message}`, {
          httpStatus: error.httpStatus,
          hint: error.hint,
          cause: error,
        });
      }
    }
  }

  /** Stores a blob unless the blob is there. */
  async #ensure(
    blob: SourceBlob,
    options: {
      readonly other?: OtherRepository | undefined;
      readonly signal: AbortSignal;
      readonly isNew?: boolean;
    },
  ): Promise<void> {
    let going = this.#blobs.get(blob.digest);
    if (going === undefined) {
      going = this.#transfer(blob, options);
      this.#blobs.set(blob.digest, going);
      // A later upload tries again.
      going.catch(() => this.#blobs.delete(blob.digest));
    }
    await going;
  }

  async #transfer(
    blob: SourceBlob,
    { other, signal, isNew }: { other?: OtherRepository | undefined; signal: AbortSignal; isNew?: boolean },
  ): Promise<void> {
    const isSmall = blob.size <= (this.#place.unaskedBytes ?? 0) && this.#openers.has(blob.digest);
    if (!isNew && !isSmall && (await this.#place.hasBlob(blob, signal))) return;
    await this.#place.putBlob(blob, { other, signal });
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
