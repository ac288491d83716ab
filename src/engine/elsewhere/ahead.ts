import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ChainLayer } from '../../contract/remote.ts';
import type { Store } from '../../contract/store.ts';
import type { PlannedBuild } from '../../plan/plan-steps.ts';
import { isVirtual, type VirtualResult } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';

/** Bytes. A small layer stays in memory: the file would take longer than the fetch. */
const MAX_SMALL_BYTES = 256 * 1024;

/** Maximum of simultaneous fetches of a chain besides the layer in work, and of layers that wait for their turn. */
const LIMITS = { large: { running: 3, waiting: 6 }, small: { running: 8, waiting: 32 } } as const;

type Size = keyof typeof LIMITS;

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

interface Fetch {
  readonly size: Size;
  /** Resolves to the proved bytes, which are in memory or in a file. */
  readonly bytes: Promise<AsyncIterable<Buffer>>;
  readonly file: string | undefined;
}

/** Fetches the layers of a chain before their turn, a few at a time and only while the disk has room. */
export class Ahead {
  readonly #options: AheadOptions;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  /** By digest. */
  readonly #fetches = new Map<string, Fetch>();
  readonly #running = { large: 0, small: 0 };
  readonly #waiting = { large: 0, small: 0 };
  #scratch: string | undefined;
  #next = 1;

  constructor(options: AheadOptions) {
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#ending.signal]);
    this.#fill();
  }

  /** Waits for a fetched layer and returns the bytes; undefined if no fetch was started. The bytes are proved already. */
  async take({ digest }: ChainLayer): Promise<AsyncIterable<Buffer> | undefined> {
    const position = this.#options.results.findIndex(
      ({ remote }) => layerOf(remote.record)?.digest === digest,
    );
    this.#next = Math.max(this.#next, position + 1);
    const fetched = this.#fetches.get(digest);
    if (fetched !== undefined) {
      this.#fetches.delete(digest);
      this.#waiting[fetched.size] -= 1;
    }
    this.#fill();
    return await fetched?.bytes;
  }

  /** Ends all fetches and removes their files. */
  async close(): Promise<void> {
    this.#ending.abort();
    const fetches = [...this.#fetches.values()];
    await Promise.allSettled(fetches.map(({ bytes }) => bytes));
    for (const { file } of fetches) if (file !== undefined) rmSync(file, { force: true });
  }

  /** Starts fetches. A fault here must not spoil the layers that were fetched: the fetch in its turn reports the fault. */
  #fill(): void {
    try {
      this.#startAll();
    } catch {}
  }

  #startAll(): void {
    const { results, store } = this.#options;
    while (!this.#ending.signal.aborted) {
      const result = results[this.#next];
      if (result === undefined) return;
      const layer = layerOf(result.remote.record);
      if (layer !== undefined && !this.#fetches.has(layer.digest)) {
        const size = layer.size <= MAX_SMALL_BYTES ? 'small' : 'large';
        const { running, waiting } = LIMITS[size];
        if (this.#running[size] >= running || this.#waiting[size] >= waiting) return;
        // A layer needs room as a file, and again as a tree, which is larger.
        if (size === 'large' && store.spareBytes() < 4 * layer.size) return;
        this.#start(result, { layer, size });
      }
      this.#next += 1;
    }
  }

  #start(
    { remote }: VirtualResult,
    { layer, size }: { readonly layer: ChainLayer; readonly size: Size },
  ): void {
    const pieces = remote.open(layer, this.#signal);
    const file = size === 'small' ? undefined : this.#file();
    this.#running[size] += 1;
    this.#waiting[size] += 1;
    const fetch = file === undefined ? inMemory(pieces) : inFile(pieces, file);
    const bytes = fetch.finally(() => {
      this.#running[size] -= 1;
      this.#fill();
    });
    // `take` reports the error; until then a rejection must not count as unhandled.
    bytes.catch(() => undefined);
    this.#fetches.set(layer.digest, { size, bytes, file });
  }

  #file(): string {
    this.#scratch ??= this.#options.store.scratch();
    return path.join(this.#scratch, `layer-${this.#next}`);
  }
}

const layerOf = (record: VirtualResult['remote']['record']) => record.chain.steps.at(-1)?.layer;

async function inMemory(bytes: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Readable.from(pieces);
}

async function inFile(bytes: AsyncIterable<Buffer>, file: string): Promise<AsyncIterable<Buffer>> {
  await pipeline(Readable.from(bytes), createWriteStream(file, { mode: 0o600 }));
  return readAndRemove(file);
}

async function* readAndRemove(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) yield chunk as Buffer;
  } finally {
    rmSync(file, { force: true });
  }
}
