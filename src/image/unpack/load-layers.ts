import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bytes } from '../../archive/bytes.ts';
import type { BlobSource, Layer, LoadOptions } from '../../contract/images.ts';
import { isSpaceFault } from '../../files/full-disk.ts';
import { within } from '../../oci/invalid.ts';
import { unpackLayer } from './layer.ts';
import { trackProgress } from './progress.ts';
import { createUnpacker } from './unpacker.ts';

/** Maximum of simultaneous fetches, besides the layer in work. */
const MAX_AHEAD = 3;

export interface LoadLayersOptions extends LoadOptions {
  /** See `UnpackOptions.keepsRoot`. */
  readonly keepsRoot?: boolean;
}

/**
 * Unpacks the layers over each other into `rootfs`. The bytes of a layer go straight from the source into the tree;
 * meanwhile the next layers of a remote source are fetched into `scratch`, a few at a time.
 */
export async function loadLayers(
  source: BlobSource,
  layers: readonly Layer[],
  { keepsRoot = false, ...options }: LoadLayersOptions,
): Promise<void> {
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const total = layers.reduce((sum, { size }) => sum + size, 0);
  const progress = trackProgress(total, options.onProgress);
  const open = (layer: Layer) => progress.count(source.open({ ...layer, signal }));
  const ahead = new Ahead({ open, scratch: options.scratch, layers });
  const unpacker = createUnpacker({ rootfs: options.rootfs, whiteouts: true, keepsRoot });
  try {
    for (const [index, layer] of layers.entries()) {
      signal.throwIfAborted();
      if (source.isRemote) ahead.fetchFrom(index + 1);
      const bytes = (await ahead.take(index)) ?? open(layer);
      await unpackLayer(bytes, layer, { unpacker, checksBlob: source.isContentAddressed });
    }
    await unpacker.end();
    progress.end();
  } catch (error) {
    throw options.signal?.aborted ? within('the image', options.signal.reason) : error;
  } finally {
    failed.abort();
    await ahead.close();
  }
}

interface AheadOptions {
  readonly open: (layer: Layer) => Bytes;
  readonly scratch: string;
  readonly layers: readonly Layer[];
}

/** Fetches layers before their turn. */
class Ahead {
  readonly #options: AheadOptions;
  readonly #files = new Map<number, { readonly file: string; readonly done: Promise<void> }>();
  #running = 0;
  #next = 0;

  constructor(options: AheadOptions) {
    this.#options = options;
  }

  /** Starts as many fetches as allowed, beginning with the layer at `index`. */
  fetchFrom(index: number): void {
    this.#next = Math.max(this.#next, index);
    const { layers, scratch, open } = this.#options;
    for (
      let layer = layers[this.#next];
      layer && this.#running < MAX_AHEAD && this.#files.size < 2 * MAX_AHEAD;
      layer = layers[this.#next]
    ) {
      const file = path.join(scratch, `layer-${this.#next}`);
      this.#running += 1;
      const done = pipeline(Readable.from(open(layer)), createWriteStream(file, { mode: 0o600 }))
        .catch((error: unknown) => {
          throw isSpaceFault(error) ? within('could not store a layer', error, scratch) : error;
        })
        .finally(() => {
          this.#running -= 1;
        });
      // `take` reports the error; until then Node must not count the rejection as unhandled.
      done.catch(() => undefined);
      this.#files.set(this.#next, { file, done });
      this.#next += 1;
    }
  }

  /** Waits for a fetched layer and returns its bytes; undefined if no fetch was started. */
  async take(index: number): Promise<Bytes | undefined> {
    const fetched = this.#files.get(index);
    if (fetched === undefined) return undefined;
    await fetched.done;
    this.#files.delete(index);
    return readAndRemove(fetched.file);
  }

  /** Waits for running fetches and removes their files. */
  async close(): Promise<void> {
    const files = [...this.#files.values()];
    await Promise.allSettled(files.map(({ done }) => done));
    for (const { file } of files) rmSync(file, { force: true });
  }
}

async function* readAndRemove(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) yield chunk as Buffer;
  } finally {
    rmSync(file, { force: true });
  }
}
