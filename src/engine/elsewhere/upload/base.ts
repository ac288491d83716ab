import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LayersContent, ResolvedImage } from '../../../contract/images.ts';
import type { BaseLayers, ChainLayer } from '../../../contract/remote.ts';
import { imageOf } from '../../../plan/identify.ts';
import type { FromStep } from '../../../plan/plan-steps.ts';
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
  const found = layersOfImage(content, { scratch: () => maker.scratch(), signal: session.signal });
  if (found !== undefined) {
    const sources = found.map(({ layer: { digest }, open }) => ({ digest, open }));
    return { base: { id, layers: found.map(({ layer }) => layer), repository }, sources };
  }
  const made = await maker.make(result);
  return { base: { id, layers: [made.layer] }, sources: [made] };
}

interface Opening {
  /** Returns a directory for temporary files. */
  readonly scratch: () => string;
  readonly signal: AbortSignal;
}

/** Returns the layers of an image with their bytes; undefined for an image without layers, or whose layers have no digests. */
export function layersOfImage(
  content: ResolvedImage['content'],
  { scratch, signal }: Opening,
): readonly { readonly layer: ChainLayer; readonly open: () => AsyncIterable<Buffer> }[] | undefined {
  if (content.kind !== 'layers' || !content.layers.every(({ digest }) => isDigest(digest))) return undefined;
  return content.layers.map(({ digest, size, diffId, mediaType }) => {
    const layer = { digest, size, diffId, mediaType };
    return { layer, open: () => layerBytes(content, layer, { scratch: scratch(), signal }) };
  });
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
