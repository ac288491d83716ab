import { imageUnavailable } from '../../oci/invalid.ts';
import { type EntriesOptions, type OpenedEntry, openEntry, withPauses } from './entries.ts';

/** Packs that are on the disk at once, each with a program. */
const MAX_PACKS = 4;
/** A pack without a known size may be this large before the download is too slow. */
const LIKELY_BYTES = 64 * 1024 * 1024;

interface Range {
  readonly pack: string;
  readonly offset: number;
  readonly size: number;
}

/** Reads blobs from packs. A pack is fetched as a whole, because the cache cannot serve a range. */
export class PackReader {
  readonly #options: EntriesOptions;
  /** The least recently used first. */
  readonly #packs = new Map<string, Promise<OpenedEntry | undefined>>();
  readonly #lost = new Set<string>();

  constructor(options: EntriesOptions) {
    this.#options = options;
  }

  /** Whether a pack was missing. */
  isLost(pack: string): boolean {
    return this.#lost.has(pack);
  }

  /** @throws ObuilderError `image-unavailable` (404) if the pack is gone */
  async *stream({ pack, offset, size }: Range, signal: AbortSignal): AsyncGenerator<Buffer> {
    const entry = await this.#open(pack, Math.max(size, LIKELY_BYTES), signal);
    if (entry?.key !== pack) {
      this.#lost.add(pack);
      throw imageUnavailable(`the pack ${pack} is gone`, { httpStatus: 404 });
    }
    let received = 0;
    for await (const piece of entry.read(offset, size, signal)) {
      received += piece.length;
      yield piece;
    }
    if (received < size) this.#lost.add(pack);
  }

  async #open(pack: string, size: number, signal: AbortSignal): Promise<OpenedEntry | undefined> {
    const opened =
      this.#packs.get(pack) ?? withPauses(() => openEntry([pack], this.#options, { size, signal }), signal);
    this.#packs.delete(pack);
    this.#packs.set(pack, opened);
    opened.catch(() => this.#packs.delete(pack));
    const [oldest] = this.#packs;
    if (oldest !== undefined && this.#packs.size > MAX_PACKS) {
      this.#packs.delete(oldest[0]);
      oldest[1].then((entry) => entry?.close()).catch(() => undefined);
    }
    return await opened;
  }

  close(): void {
    for (const opened of this.#packs.values()) opened.then((entry) => entry?.close()).catch(() => undefined);
    this.#packs.clear();
  }
}
