import { createHash } from 'node:crypto';
import { imageUnavailable } from '../../oci/invalid.ts';
import type { SourceBlob } from '../place.ts';
import { type EntriesOptions, NewEntry, openEntry } from './entries.ts';
import type { BlobPlace } from './index-file.ts';

/** A pack is stored at this size. Fewer packs save entries, of which the cache takes 200 a minute. */
const FULL_BYTES = 32 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;
/** Names of a pack whose earlier names are taken but hold no usable bytes. */
const MAX_NAMES = 4;

export interface PackWriterOptions {
  readonly entries: EntriesOptions;
  readonly prefix: string;
  /** Whether a pack is known to be unusable. */
  readonly isLost: (pack: string) => boolean;
}

/** Collects blobs in packs, and stores the packs. */
export class PackWriter {
  readonly #options: PackWriterOptions;
  #entry: NewEntry;
  #turn: Promise<unknown> = Promise.resolve();
  /** Offsets in the open pack. */
  #open: { readonly digest: string; readonly offset: number; readonly size: number }[] = [];
  #placed = new Map<string, BlobPlace>();

  constructor(options: PackWriterOptions) {
    this.#options = options;
    this.#entry = new NewEntry(options.entries);
  }

  /** Adds a blob. Blobs come one after the other, whatever the number of callers. */
  add(blob: SourceBlob, signal: AbortSignal): Promise<void> {
    const added = this.#turn.then(() => this.#add(blob, signal));
    this.#turn = added.catch(() => undefined);
    return added;
  }

  async #add({ digest, size, open }: SourceBlob, signal: AbortSignal): Promise<void> {
    if (this.#entry.size > 0 && this.#entry.size + size > MAX_BYTES) await this.#flush(signal);
    const offset = this.#entry.size;
    try {
      for await (const piece of open()) await this.#entry.append(piece, signal);
    } catch (error) {
      if (!signal.aborted) await this.#entry.truncate(offset, signal);
      throw error;
    }
    this.#open.push({ digest, offset, size });
    if (this.#entry.size >= FULL_BYTES) await this.#flush(signal);
  }

  async #flush(signal: AbortSignal): Promise<void> {
    const blobs = this.#open;
    this.#open = [];
    if (blobs.length === 0) return;
    const name = createHash('sha256')
      .update(blobs.map(({ digest }) => digest).join(' '))
      .digest('hex');
    const pack = await this.#store(`${this.#options.prefix}p-${name}`, signal);
    await this.#entry.truncate(0, signal);
    for (const { digest, offset, size } of blobs) this.#placed.set(digest, { pack, offset, size });
  }

  /**
   * Stores the pack under its name, or under a longer name if the name was reserved and never written.
   *
   * @returns the key
   * @throws ObuilderError `image-unavailable` if all names are taken without usable bytes
   */
  async #store(name: string, signal: AbortSignal): Promise<string> {
    const { entries, isLost } = this.#options;
    for (let number = 1; number <= MAX_NAMES; number += 1) {
      const key = number === 1 ? name : `${name}-${number}`;
      if (isLost(key)) continue;
      if (await this.#entry.save(key, signal)) return key;
      const existing = await openEntry([key], entries, { size: this.#entry.size, signal });
      existing?.close();
      if (existing?.key === key) return key;
    }
    throw imageUnavailable(`the cache has ${MAX_NAMES} reserved names without bytes for ${name}`);
  }

  /** Stores the open pack. Returns the places of all blobs since the last call. */
  async finish(signal: AbortSignal): Promise<ReadonlyMap<string, BlobPlace>> {
    await this.#turn;
    await this.#flush(signal);
    const placed = this.#placed;
    this.#placed = new Map();
    return placed;
  }

  /** Stores bytes as an entry of their own. */
  async store(key: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
    await this.#entry.append(bytes, signal);
    await this.#store(key, signal);
    await this.#entry.truncate(0, signal);
  }

  /** Drops the blobs of the open pack. */
  abandon(): void {
    this.close();
    this.#entry = new NewEntry(this.#options.entries);
    this.#open = [];
    this.#placed = new Map();
  }

  close(): void {
    this.#entry.close();
  }
}
