import { makeSync } from '../../files/sync.ts';

/** Rare enough that what each one costs besides its writing, such as a btrfs transaction, does not count. */
const EVERY_BYTES = 100 * 1024 ** 2;

/**
 * Has the disk write what is there while more is unpacked. A store waits at the end until all is on the disk, and the kernel
 * by itself begins so late that nothing would be.
 */
export class WriteBack {
  readonly #sync: () => Promise<void>;
  readonly #everyBytes: number;
  #running: Promise<void> | undefined;
  #waitingBytes = 0;

  constructor(directory: string, everyBytes = EVERY_BYTES) {
    this.#sync = makeSync(directory);
    this.#everyBytes = everyBytes;
  }

  /** Tells of bytes that have been written to files. */
  add(bytes: number): void {
    this.#waitingBytes += bytes;
    if (this.#waitingBytes < this.#everyBytes || this.#running !== undefined) return;
    this.#waitingBytes = 0;
    // What the disk refuses is for the store to find, which asks for everything.
    this.#running = this.#sync()
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Waits for what has been begun. */
  async end(): Promise<void> {
    await this.#running;
  }
}
