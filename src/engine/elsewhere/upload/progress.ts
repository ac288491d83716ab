import type { BuildEvent } from '../../../contract/events.ts';
import type { Upload } from '../../../contract/remote.ts';
import type { Member } from '../carriers.ts';
import { megabytes, startTelling } from '../while-telling.ts';

interface Moving {
  readonly size: number;
  done: number;
}

/** What goes to a carrier, and how far it has come. */
export class UploadProgress {
  readonly #member: Member;
  readonly #what: string;
  /** The number of results; undefined for a cache slot. */
  readonly #results: number | undefined;
  readonly #moving = new Set<Moving>();
  readonly #done = new Set<string>();

  constructor(member: Member, what: string, results?: number) {
    this.#member = member;
    this.#what = what;
    this.#results = results;
  }

  /** Takes results that are on the carrier, or that the carrier will not have. */
  finish(ids: Iterable<string>): void {
    for (const id of ids) this.#done.add(id);
  }

  /** Returns the upload, which tells the bytes that the carrier has taken. */
  watch(upload: Upload): Upload {
    return { ...upload, open: (bytes) => this.#counted(bytes.size, upload.open(bytes)) };
  }

  /**
   * For example `2 of 5 done, 812.0 MB sent, now 31 % of 1945.6 MB`; undefined after a failure of the carrier.
   *
   * @param making bytes of the layers that are being made
   */
  text(making = 0): string | undefined {
    const { carrier, failure } = this.#member;
    if (failure !== undefined) return undefined;
    const parts = [
      ...(this.#results === undefined ? [] : [`${this.#done.size} of ${this.#results} done`]),
      `${megabytes(carrier.traffic().sentBytes)} sent`,
      ...this.#now(),
      ...(making === 0 ? [] : [`making layers: ${megabytes(making)} so far`]),
    ];
    return `storing ${this.#what} in the ${carrier.name}: ${parts.join(', ')}`;
  }

  #now(): readonly string[] {
    let [done, size] = [0, 0];
    for (const moving of this.#moving) {
      done += moving.done;
      size += moving.size;
    }
    return size === 0 ? [] : [`now ${Math.floor((100 * done) / size)} % of ${megabytes(size)}`];
  }

  async *#counted(size: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const moving: Moving = { size, done: 0 };
    this.#moving.add(moving);
    try {
      for await (const piece of pieces) {
        yield piece;
        moving.done += piece.length;
      }
    } finally {
      this.#moving.delete(moving);
    }
  }
}

/** Reports uploads that take longer than a second. Returns a function that ends the reports. */
export function reportUploads(
  uploads: readonly UploadProgress[],
  emit: (event: BuildEvent) => void,
  making?: () => number,
): () => void {
  return startTelling(() => {
    for (const upload of uploads) {
      const message = upload.text(making?.());
      if (message !== undefined) emit({ type: 'notice', message });
    }
  });
}
