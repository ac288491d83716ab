import { createHash } from 'node:crypto';
import type { StoredBytes, Traffic } from '../../contract/remote.ts';
import { type AssembledImage, MAX_DATA } from '../../oci/assemble.ts';
import { verifyBytes } from '../../oci/digest.ts';
import { imageInvalid, imageUnavailable } from '../../oci/invalid.ts';
import type { ImagePlace, SourceBlob } from '../place.ts';
import { type EntriesOptions, openEntry } from './entries.ts';
import {
  type BlobPlace,
  formatIndex,
  type Index,
  joined,
  NO_INDEX,
  parseIndex,
  partOf,
} from './index-file.ts';
import { PackReader } from './pack-reader.ts';
import { PackWriter } from './pack-writer.ts';

/** Bytes. A larger index is neither read nor stored: 32 MiB of empty arrays as JSON take 780 MB of memory, measured on Node 24. */
const MAX_INDEX = 32 * 1024 * 1024;
/** Bytes of a usual index, for the time that its transfer may take. */
const USUAL_INDEX = 1024 * 1024;

/** A pack of 64 MiB at the least rate of a transfer, 64 KiB a second, and its pauses. */
const SILENT_MS = 20 * 60_000;

export interface GhaPlaceOptions {
  readonly entries: EntriesOptions;
  /** The beginning of all keys. */
  readonly prefix: string;
  /** Names the builds that mostly share steps: the job of a workflow. */
  readonly family: string;
}

/**
 * Images in the GitHub Actions cache. The cache has few entries a minute and no listing, so all manifests of a build are in one small
 * entry, the index, and blobs are in packs. The newest index of the family, or else of the prefix, is read.
 */
export class GhaPlace implements ImagePlace {
  readonly name = 'GitHub Actions cache';
  readonly kind = 'gha';
  readonly maxSearches = 16;
  readonly takesOnePut = true;
  readonly silentMs = SILENT_MS;
  readonly #options: GhaPlaceOptions;
  readonly #reader: PackReader;
  readonly #writer: PackWriter;
  #known: Index = NO_INDEX;
  #pending: Index = NO_INDEX;
  /** The last tag of the build: other runners look for this tag first. */
  #target: string | undefined;
  readonly #asked = new Set<string>();

  constructor(options: GhaPlaceOptions) {
    this.#options = options;
    this.#reader = new PackReader(options.entries);
    this.#writer = new PackWriter({ ...options, isLost: (pack) => this.#reader.isLost(pack) });
  }

  /** Reads the index that most likely has these tags. */
  async prepare(tags: readonly string[], signal: AbortSignal, isFresh = false): Promise<void> {
    for (const tag of tags) this.#asked.add(tag);
    const last = tags.at(-1);
    this.#target = last;
    if (last === undefined || (!isFresh && tags.every((tag) => this.#known.tags.has(tag)))) return;
    const { prefix, family, entries } = this.#options;
    const own = `${prefix}r-${family}-`;
    const keys = [`${own}${last}-`, own, `${prefix}r-`];
    const entry = await openEntry(keys, entries, { size: USUAL_INDEX, signal });
    if (entry === undefined) return;
    try {
      if (entry.size > MAX_INDEX) return;
      const pieces: Buffer[] = [];
      for await (const piece of entry.read(0, entry.size, signal)) pieces.push(piece);
      this.#known = joined(this.#known, indexOrNone(Buffer.concat(pieces)));
    } finally {
      entry.close();
    }
  }

  readTag(tag: string): Promise<Buffer | undefined> {
    const manifest = this.#known.tags.get(tag);
    return Promise.resolve(manifest === undefined ? undefined : Buffer.from(manifest));
  }

  hasTag(tag: string): Promise<boolean> {
    return Promise.resolve(this.#known.tags.has(tag));
  }

  async readBlob(digest: string, limit: number, signal: AbortSignal): Promise<Buffer> {
    const place = this.#placeOf(digest);
    const size = 'pack' in place ? place.size : Buffer.byteLength(place.base64, 'base64');
    if (size > limit) throw imageInvalid(`blob ${digest} is larger than ${limit} bytes`);
    const pieces: Buffer[] = [];
    for await (const piece of this.#read(place, signal)) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    verifyBytes(bytes, digest, `blob ${digest}`);
    return bytes;
  }

  async *streamBlob({ digest, size }: StoredBytes, signal: AbortSignal): AsyncGenerator<Buffer> {
    const place = this.#placeOf(digest);
    if ('pack' in place && place.size !== size)
      throw imageInvalid(`blob ${digest} has ${place.size} bytes instead of ${size}`);
    yield* this.#read(place, signal);
  }

  async *#read(place: BlobPlace, signal: AbortSignal): AsyncGenerator<Buffer> {
    if ('base64' in place) yield Buffer.from(place.base64, 'base64');
    else yield* this.#reader.stream(place, signal);
  }

  #find(digest: string): BlobPlace | undefined {
    return this.#known.blobs.get(digest) ?? this.#pending.blobs.get(digest);
  }

  #placeOf(digest: string): BlobPlace {
    const place = this.#find(digest);
    if (place === undefined) throw imageUnavailable(`blob ${digest} is missing`, { httpStatus: 404 });
    return place;
  }

  hasBlob({ digest }: StoredBytes): Promise<boolean> {
    const place = this.#find(digest);
    const isLost = place !== undefined && 'pack' in place && this.#reader.isLost(place.pack);
    return Promise.resolve(place !== undefined && !isLost);
  }

  distrust(digest: string): void {
    const place = this.#find(digest);
    if (place !== undefined && 'pack' in place) this.#reader.distrust(place.pack);
  }

  async putBlob(blob: SourceBlob, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    await this.#writer.add(blob, signal);
  }

  /** Keeps a config that the manifest does not repeat in the index too, so that a search moves no pack. */
  tag(tag: string, { manifest, config, imageId }: AssembledImage): Promise<void> {
    this.#asked.add(tag);
    const tags = new Map(this.#pending.tags).set(tag, manifest.toString('utf8'));
    const blobs = new Map(this.#pending.blobs);
    if (config.length > MAX_DATA) blobs.set(imageId, { base64: config.toString('base64') });
    this.#pending = { tags, blobs };
    return Promise.resolve();
  }

  /** Stores the last pack, then the index: no index names a missing pack. */
  async finish(signal: AbortSignal): Promise<void> {
    const { tags, blobs: configs } = this.#pending;
    if (tags.size === 0) return;
    const last = this.#target ?? '';
    const packed = await this.#writer.finish(signal);
    const blobs = new Map([...packed, ...configs]);
    const fresh = { tags, blobs };
    // A replaced image may have blobs that only entries of older images name.
    const all = joined(fresh, this.#known);
    const stored = joined(
      fresh,
      partOf(all, (tag) => this.#asked.has(tag)),
    );
    const bytes = formatIndex(stored);
    if (bytes.length > MAX_INDEX)
      throw imageUnavailable(`the records of this build take ${bytes.length} of at most ${MAX_INDEX} bytes`, {
        hint: 'Use type=registry, or store fewer results: cache-min-time.',
      });
    const { prefix, family } = this.#options;
    const digest = createHash('sha256').update(bytes).digest('hex');
    await this.#writer.store(`${prefix}r-${family}-${last}-${digest.slice(0, 16)}`, bytes, signal);
    this.#known = joined(stored, this.#known);
    this.#pending = NO_INDEX;
  }

  /** Forgets the images of a failed `put`. */
  abandon(): void {
    this.#pending = NO_INDEX;
    this.#writer.abandon();
  }

  traffic(): Traffic {
    return this.#options.entries.meter;
  }

  close(): void {
    this.#reader.close();
    this.#writer.close();
  }
}

function indexOrNone(bytes: Buffer): Index {
  try {
    return parseIndex(bytes);
  } catch {
    // Another release, or damage: every record is a miss.
    return NO_INDEX;
  }
}
