import type { StoredBytes } from '../../contract/remote.ts';
import { MAX_SUMMARY_BYTES } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import { maxLogBytes, type StepLimits } from '../../plan/step-bounds.ts';
import type { VirtualResult } from '../../plan/virtual.ts';

/** A log or a summary up to this size is fetched before its turn, and shown only after a check of the digest. */
const MAX_SMALL_BYTES = 64 * 1024;
const MAX_FETCHES = 8;
/** Small logs and summaries in memory. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

/** Fetches logs and summaries of virtual results, small ones ahead of their turn. */
export class Texts {
  readonly #signal: AbortSignal;
  readonly #early = new Map<string, Promise<Buffer>>();
  #kept = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Starts to fetch the small texts, a few at a time. */
  async fetchEarly(results: readonly VirtualResult[]): Promise<void> {
    const { default: pLimit } = await import('p-limit');
    const inTurn = pLimit(MAX_FETCHES);
    for (const { remote } of results) {
      const { log, summary } = remote.record;
      for (const text of [log, summary]) {
        if (
          text === undefined ||
          text.size === 0 ||
          text.size > MAX_SMALL_BYTES ||
          this.#early.has(text.digest)
        )
          continue;
        this.#kept += text.size;
        if (this.#kept > MAX_KEPT_BYTES) return;
        const early = inTurn(() => this.#whole(remote, text));
        // The reader of the text gets the error.
        early.catch(() => undefined);
        this.#early.set(text.digest, early);
      }
    }
  }

  /** Returns the log in pieces. @throws the errors of `Carrier.open`, and `remote-lost` for a log beyond the bound of a step's log */
  async *log({ remote }: VirtualResult, limits: StepLimits | undefined): AsyncGenerator<string> {
    const { log } = remote.record;
    if (log.size === 0) return;
    const most = maxLogBytes(limits);
    if (log.size > most)
      throw new ObuilderError(
        'remote-lost',
        `its log of ${log.size} bytes exceeds the bound of ${most} bytes`,
      );
    const early = this.#takeEarly(log);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    if (early !== undefined || log.size <= MAX_SMALL_BYTES) {
      yield decoder.decode(await (early ?? this.#whole(remote, log)));
      return;
    }
    for await (const piece of remote.open(log, this.#signal)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  }

  /** Returns the summary; undefined without a summary. @throws the errors of `Carrier.open` */
  async summary({ remote }: VirtualResult): Promise<string | undefined> {
    const { summary } = remote.record;
    if (summary === undefined || summary.size > MAX_SUMMARY_BYTES) return undefined;
    return (await (this.#takeEarly(summary) ?? this.#whole(remote, summary))).toString('utf8');
  }

  #takeEarly({ digest }: StoredBytes): Promise<Buffer> | undefined {
    const early = this.#early.get(digest);
    this.#early.delete(digest);
    return early;
  }

  async #whole({ open }: VirtualResult['remote'], bytes: StoredBytes): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of open(bytes, this.#signal)) {
      length += piece.length;
      if (length > bytes.size)
        throw new ObuilderError('remote-lost', 'it has more bytes than its record says');
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }
}
