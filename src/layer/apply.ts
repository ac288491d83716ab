import { sizedBytes } from '../archive/sized-bytes.ts';
import type { ApplyLayerOptions } from '../contract/layers.ts';
import type { ChainLayer } from '../contract/remote.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { unpackLayer } from '../image/unpack/layer.ts';
import { createUnpacker } from '../image/unpack/unpacker.ts';

/** Implements `apply` of the contract. */
export async function applyLayer(
  bytes: AsyncIterable<Buffer>,
  layer: ChainLayer,
  options: ApplyLayerOptions,
): Promise<void> {
  const source = new Source(bytes, options);
  try {
    const unpacker = createUnpacker({ rootfs: options.rootfs, whiteouts: true, keepsRoot: true });
    // The digest of the content decides about the tree, and carriers prove the compressed bytes.
    await unpackLayer(sizedBytes(source.bytes(), layer), layer, { unpacker, checksBlob: false });
    await unpacker.end();
  } catch (error) {
    throw source.failure ?? asApplyError(error, layer);
  }
}

type SourceOptions = Pick<ApplyLayerOptions, 'onProgress' | 'signal'>;

/** Passes on bytes, and remembers why the bytes ended early. */
export class Source {
  readonly #bytes: AsyncIterable<Buffer>;
  readonly #options: SourceOptions;
  failure: unknown;
  /** Milliseconds since the start of the process. */
  failedAt = 0;

  constructor(bytes: AsyncIterable<Buffer>, options: SourceOptions) {
    this.#bytes = bytes;
    this.#options = options;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    const { signal, onProgress } = this.#options;
    let done = 0;
    try {
      for await (const chunk of this.#bytes) {
        if (signal?.aborted)
          throw new ObuilderError('cancelled', 'the layer was cancelled', { cause: signal.reason });
        done += chunk.length;
        onProgress?.(done);
        yield chunk;
      }
    } catch (error) {
      this.failure = error;
      this.failedAt = performance.now();
      throw error;
    }
  }
}

/** Damaged and hostile layers are alike: their bytes are not used, and the step is built. */
export function asApplyError(error: unknown, { digest }: ChainLayer): unknown {
  if (!isObuilderError(error, 'image-invalid')) return error;
  return new ObuilderError('remote-lost', `could not apply a layer: ${error.message}`, {
    value: error.value ?? digest,
    hint: error.hint,
    cause: error,
  });
}
