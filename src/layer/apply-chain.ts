import { sizedBytes } from '../archive/sized-bytes.ts';
import type { BlobRequest, BlobSource } from '../contract/images.ts';
import type { Layers } from '../contract/layers.ts';
import { must, ObuilderError } from '../errors.ts';
import { loadLayers } from '../image/unpack/load-layers.ts';
import { asApplyError, Source } from './apply.ts';

/** Implements `applyChain` of the contract. */
export const applyChain: Layers['applyChain'] = async (layers, open, options) => {
  const [first] = layers;
  if (first === undefined) return;
  const { rootfs, scratch, isImage, onProgress, signal } = options;
  const sources: Source[] = [];
  const blobs: BlobSource = {
    isRemote: true,
    isContentAddressed: true,
    open: ({ digest, size, signal: ending }: BlobRequest) => {
      const layer = must(
        layers.find((one) => one.digest === digest),
        'a layer of the chain',
      );
      const source = new Source(open(layer, ending), { signal });
      sources.push(source);
      return sizedBytes(source.bytes(), { digest, size });
    },
  };
  try {
    await loadLayers(blobs, layers, {
      rootfs,
      scratch,
      keepsRoot: !isImage,
      onProgress: ({ doneBytes }) => onProgress?.(doneBytes),
      signal,
    });
  } catch (error) {
    if (signal?.aborted)
      throw new ObuilderError('cancelled', 'the layers were cancelled', { cause: signal.reason });
    // After a failure, the fetches ahead end as cancelled.
    const [failed] = sources
      .filter(({ failure }) => failure !== undefined)
      .sort((a, b) => a.failedAt - b.failedAt);
    throw failed?.failure ?? asApplyError(error, first);
  }
};
