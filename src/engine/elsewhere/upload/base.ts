import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LayersContent } from '../../../contract/images.ts';
import type { BaseLayers, ChainLayer } from '../../../contract/remote.ts';
import { imageOf } from '../../plan/identify.ts';
import type { FromStep } from '../../plan/plan-steps.ts';
import type { Session } from '../../session.ts';
import type { Line } from './lines.ts';
import type { Maker } from './maker.ts';
import type { Source } from './sources.ts';

export interface Base {
  readonly base: BaseLayers;
  readonly sources: readonly Source[];
}

const isDigest = (text: string) => /^sha256:[0-9a-f]{64}$/.test(text);

/**
 * Returns the layers of a base image: the image's own layers, so that other registries and machines recognize the layers, or one layer
 * of all files for an image without layers of its own.
 */
export async function baseOf(session: Session, { step, result }: Line, maker: Maker): Promise<Base> {
  const { content, repository } = imageOf(step as FromStep, session.plan.facts);
  const { id } = result;
  if (content.kind === 'empty') return { base: { id, layers: [] }, sources: [] };
  if (content.kind === 'layers' && content.layers.every(({ digest }) => isDigest(digest))) {
    const layers = content.layers.map(({ digest, size, diffId, mediaType }) => ({
      digest,
      size,
      diffId,
      mediaType,
    }));
    const open = (layer: ChainLayer) =>
      layerBytes(content, layer, { scratch: maker.scratch(), signal: session.signal });
    return {
      base: { id, layers, repository },
      sources: layers.map((layer) => ({ digest: layer.digest, open: () => open(layer) })),
    };
  }
  const made = await maker.make(result);
  return { base: { id, layers: [made.layer] }, sources: [made] };
}

/** Streams a layer of an image. The image lends its blobs only while a function runs. */
async function* layerBytes(
  { withBlobs }: LayersContent,
  { digest, size }: ChainLayer,
  options: { readonly scratch: string; readonly signal: AbortSignal },
): AsyncGenerator<Buffer> {
  const pieces = new PassThrough();
  const sent = withBlobs(options, async (blobs) => {
    const bytes = blobs.open({ digest, size, signal: options.signal });
    await pipeline(Readable.from(bytes), pieces);
  });
  sent.catch((error: unknown) => pieces.destroy(error as Error));
  for await (const piece of pieces) yield piece as Buffer;
  await sent;
}
