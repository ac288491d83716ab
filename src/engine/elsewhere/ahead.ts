import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ChainLayer } from '../../contract/remote.ts';
import type { Store } from '../../contract/store.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import { isVirtual, type VirtualResult } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';

/** Maximum of simultaneous fetches of a chain, besides the layer in work. */
const MAX_AHEAD = 3;

/** Starts to fetch the layers of a build's virtual results, up to the step with the index `needed`. */
export function aheadOf({ plan, store, signal }: Session, build: PlannedBuild, needed: number): Ahead {
  const results = build.steps
    .filter(({ index, kind }) => index <= needed && kind !== 'from')
    .map((step) => plan.choices.get(step)?.result)
    .filter(isVirtual);
  return new Ahead({ store, results, signal });
}

interface AheadOptions {
  readonly store: Pick<Store, 'scratch' | 'spareBytes'>;
  readonly results: readonly VirtualResult[];
  readonly signal: AbortSignal;
}

/** Fetches the layers of a chain into files before their turn, a few at a time and only while the disk has room. */
export class Ahead {
  readonly #options: AheadOptions;
  readonly #ending = new AbortController();
  readonly #files = new Map<string, { readonly file: string; readonly done: Promise<void> }>();
  #scratch: string | undefined;
  #running = 0;
  #next = 1;

  constructor(options: AheadOptions) {
    this.#options = options;
    this.#fill();
  }

  /** Waits for a fetched layer and returns the bytes; undefined if no fetch was started. The bytes are proved already. */
  async take({ digest }: ChainLayer): Promise<AsyncIterable<Buffer> | undefined> {
    const position = this.#options.results.findIndex(
      ({ remote }) => layerOf(remote.record)?.digest === digest,
    );
    this.#next = Math.max(this.#next, position + 1);
    this.#fill();
    const fetched = this.#files.get(digest);
    if (fetched === undefined) return undefined;
    this.#files.delete(digest);
    await fetched.done;
    this.#fill();
    return readAndRemove(fetched.file);
  }

  /** Ends all fetches and removes their files. */
  async close(): Promise<void> {
    this.#ending.abort();
    const files = [...this.#files.values()];
    await Promise.allSettled(files.map(({ done }) => done));
    for (const { file } of files) rmSync(file, { force: true });
  }

  #fill(): void {
    const { results, store } = this.#options;
    while (this.#running < MAX_AHEAD && this.#files.size < 2 * MAX_AHEAD && !this.#ending.signal.aborted) {
      const result = results[this.#next];
      const layer = result && layerOf(result.remote.record);
      if (result === undefined) return;
      this.#next += 1;
      if (layer === undefined || this.#files.has(layer.digest)) continue;
      // A layer needs room as a file, and again as a tree, which is larger.
      if (store.spareBytes() < 4 * layer.size) return;
      this.#start(result, layer);
    }
  }

  #start({ remote }: VirtualResult, layer: ChainLayer): void {
    const { store, signal } = this.#options;
    this.#scratch ??= store.scratch();
    const file = path.join(this.#scratch, `layer-${this.#next}`);
    const bytes = remote.open(layer, AbortSignal.any([signal, this.#ending.signal]));
    this.#running += 1;
    const done = pipeline(Readable.from(bytes), createWriteStream(file, { mode: 0o600 })).finally(() => {
      this.#running -= 1;
    });
    // `take` reports the error; until then a rejection must not count as unhandled.
    done.catch(() => undefined);
    this.#files.set(layer.digest, { file, done });
  }
}

const layerOf = (record: VirtualResult['remote']['record']) => record.chain.steps.at(-1)?.layer;

async function* readAndRemove(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) yield chunk as Buffer;
  } finally {
    rmSync(file, { force: true });
  }
}
