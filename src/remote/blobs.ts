import type { Upload } from '../contract/remote.ts';
import { isEnded } from './parallel.ts';
import type { ImagePlace, OtherRepository, SourceBlob } from './place.ts';

export interface Sending {
  /** Another repository that may have the blob. */
  readonly other?: OtherRepository | undefined;
  readonly signal: AbortSignal;
  /** Nobody can have stored the blob before. */
  readonly isNew?: boolean;
}

/** The blobs of a carrier's uploads: each is sent once. */
export class Blobs {
  readonly #place: ImagePlace;
  /** Transfers under way and finished, by digest. */
  readonly #transfers = new Map<string, Promise<void>>();
  /** By digest of a layer under way: who brings the layer, because the upload of a result opens no layer of another result below. */
  readonly #openers = new Map<string, Upload['open']>();

  constructor(place: ImagePlace) {
    this.#place = place;
  }

  /** Lets all uploads open the layers of these results. Returns a function that ends this. */
  lend(uploads: readonly Upload[]): () => void {
    const layers = uploads.flatMap(({ record, open }) => {
      const digest = record.chain.steps.at(-1)?.layer.digest;
      return digest === undefined ? [] : [{ digest, open }];
    });
    for (const { digest, open } of layers) this.#openers.set(digest, open);
    return () => {
      for (const { digest, open } of layers)
        if (this.#openers.get(digest) === open) this.#openers.delete(digest);
    };
  }

  openerOf(digest: string): Upload['open'] | undefined {
    return this.#openers.get(digest);
  }

  /** Stores a blob unless the blob is there. */
  async ensure(blob: SourceBlob, sending: Sending): Promise<void> {
    for (;;) {
      const going = this.#transfers.get(blob.digest);
      if (going === undefined) return await this.#start(blob, sending);
      try {
        return await going;
      } catch (error) {
        // Another list has failed, and has ended the transfer that it had begun.
        if (sending.signal.aborted || !isEnded(error)) throw error;
      }
    }
  }

  /** Forgets which blobs are there, because some may be gone. */
  distrust(): void {
    this.#transfers.clear();
  }

  #start(blob: SourceBlob, sending: Sending): Promise<void> {
    const going = this.#transfer(blob, sending);
    this.#transfers.set(blob.digest, going);
    // A later upload tries again.
    going.catch(() => this.#transfers.delete(blob.digest));
    return going;
  }

  async #transfer(blob: SourceBlob, { other, signal, isNew }: Sending): Promise<void> {
    const isSmall = blob.size <= (this.#place.unaskedBytes ?? 0) && this.#openers.has(blob.digest);
    if (!isNew && !isSmall && (await this.#place.hasBlob(blob, signal))) return;
    await this.#place.putBlob(blob, { other, signal });
  }
}
