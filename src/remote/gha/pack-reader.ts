import { isObuilderError } from '../../errors.ts';
import { imageUnavailable } from '../../oci/invalid.ts';
import { type EntriesOptions, type OpenedEntry, openEntry } from './entries.ts';

/** Idle packs that stay on the disk, each with a program. */
const MAX_PACKS = 4;
/** A pack without a known size may be this large before the download is too slow. */
const LIKELY_BYTES = 64 * 1024 * 1024;

interface Range {
  readonly pack: string;
  readonly offset: number;
  readonly size: number;
}

interface Pack {
  readonly opened: Promise<OpenedEntry | undefined>;
  /** Streams that read the pack now. */
  users: number;
}

/** Reads blobs from packs. A pack is fetched as a whole, because the cache cannot serve a range. */
export class PackReader {
  readonly #options: EntriesOptions;
  /** The least recently used first. */
  readonly #packs = new Map<string, Pack>();
  readonly #lost = new Set<string>();

  constructor(options: EntriesOptions) {
    this.#options = options;
  }

  /** Counts a pack as lost from now on. */
  distrust(pack: string): void {
    this.#lost.add(pack);
  }

  /** Whether a pack was missing, too short or damaged. */
  isLost(pack: string): boolean {
    return this.#lost.has(pack);
  }

  /** @throws ObuilderError `image-unavailable` (404) if the pack is gone or too short */
  async *stream(range: Range, signal: AbortSignal): AsyncGenerator<Buffer> {
    let received = 0;
    for (;;) {
      const pack = this.#take(range, signal);
      try {
        const entry = await this.#whole(pack, range);
        for await (const piece of entry.read(range.offset + received, range.size - received, signal)) {
          received += piece.length;
          yield piece;
        }
        if (received < range.size) this.#lost.add(range.pack);
        return;
      } catch (error) {
        if (this.#packs.get(range.pack) === pack) this.#packs.delete(range.pack);
        // A cancel of another stream ends the program of both.
        if (signal.aborted || !isObuilderError(error, 'cancelled')) throw error;
      } finally {
        this.#release(range.pack, pack);
      }
    }
  }

  async #whole({ opened }: Pack, { pack, offset, size }: Range): Promise<OpenedEntry> {
    const entry = await opened;
    if (entry?.key === pack && offset + size <= entry.size) return entry;
    this.#lost.add(pack);
    throw imageUnavailable(`the pack ${pack} is gone`, { httpStatus: 404 });
  }

  #take({ pack: key, size }: Range, signal: AbortSignal): Pack {
    const known = this.#packs.get(key);
    const opened =
      known?.opened ?? openEntry([key], this.#options, { size: Math.max(size, LIKELY_BYTES), signal });
    const pack = known ?? { opened, users: 0 };
    pack.users += 1;
    this.#packs.delete(key);
    this.#packs.set(key, pack);
    return pack;
  }

  #release(key: string, pack: Pack): void {
    pack.users -= 1;
    if (pack.users === 0 && this.#packs.get(key) !== pack) close(pack);
    for (const [other, idle] of this.#packs) {
      if (this.#packs.size <= MAX_PACKS) return;
      if (idle.users > 0) continue;
      this.#packs.delete(other);
      close(idle);
    }
  }

  close(): void {
    for (const pack of this.#packs.values()) close(pack);
    this.#packs.clear();
  }
}

function close({ opened }: Pack): void {
  opened.then((entry) => entry?.close()).catch(() => undefined);
}
