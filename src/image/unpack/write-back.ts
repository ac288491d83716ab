import { makeSync } from '../../files/sync.ts';

/** Large enough to make the fixed cost of a sync, such as a btrfs transaction, negligible. */
const EVERY_BYTES = 100 * 1024 ** 2;

/**
 * Syncs unpacked files to the disk while more files are unpacked. At the end, a store waits for the disk, and the kernel
 * by itself starts writing too late.
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

  /** Counts bytes written to files, and starts a sync after enough bytes. */
  add(bytes: number): void {
    this.#waitingBytes += bytes;
    if (this.#waitingBytes < this.#everyBytes || this.#running !== undefined) return;
    this.#waitingBytes = 0;
    // The store's own sync at the end reports errors of the disk.
    this.#running = this.#sync()
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Waits for a running sync. */
  async end(): Promise<void> {
    await this.#running;
  }
}
