import { imageUnavailable } from '../oci/invalid.ts';

export interface PaceOptions {
  /** The minimum over each window of waiting. */
  readonly minBytesPerSecond: number;
  readonly windowMs: number;
  /** The other end, for errors. */
  readonly host: string;
}

/** Bounds a transfer that never pauses long enough for a timeout, such as one byte a second. Counts only the waits for the network. */
export class Pace {
  readonly #options: PaceOptions;
  #waitedMs = 0;
  #bytes = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** @throws ObuilderError `image-unavailable` if the last window moved too few bytes */
  moved(bytes: number, waitedMs: number): void {
    const { windowMs, minBytesPerSecond, host } = this.#options;
    this.#waitedMs += waitedMs;
    this.#bytes += bytes;
    if (this.#waitedMs < windowMs) return;
    const perSecond = Math.round((this.#bytes * 1000) / this.#waitedMs);
    this.#waitedMs = 0;
    this.#bytes = 0;
    if (perSecond >= minBytesPerSecond) return;
    throw imageUnavailable(`${host} is too slow: ${perSecond} bytes a second`, {
      value: host,
      hint: 'Check the network, or build without this registry.',
    });
  }
}

/** Yields the pieces and reports the wait for each piece. */
export async function* paced(pieces: AsyncIterable<Buffer>, pace: Pace): AsyncGenerator<Buffer> {
  let asked = performance.now();
  for await (const piece of pieces) {
    pace.moved(piece.length, performance.now() - asked);
    yield piece;
    asked = performance.now();
  }
}
