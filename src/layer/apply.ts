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
    await unpackLayer(sizedBytes(source.bytes(), layer), layer, { unpacker, checksBlob: true });
    await unpacker.end();
  } catch (error) {
    throw source.failure ?? asApplyError(error, layer);
  }
}

/** Passes on bytes, and remembers why the bytes ended early. */
class Source {
  readonly #bytes: AsyncIterable<Buffer>;
  readonly #options: ApplyLayerOptions;
  failure: unknown;

  constructor(bytes: AsyncIterable<Buffer>, options: ApplyLayerOptions) {
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
      throw error;
    }
  }
}

/** Damaged and hostile layers are alike: their bytes are not used, and the step is built. */
function asApplyError(error: unknown, { digest }: ChainLayer): unknown {
  if (!isObuilderError(error, 'image-invalid')) return error;
  return new ObuilderError('remote-lost', `could not apply a layer: ${error.message}`, {
    value: error.value ?? digest,
    hint: error.hint,
    cause: error,
  });
}
