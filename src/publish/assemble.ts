import type { ImageRequest } from '../contract/image-outputs.ts';
import type { ChainLayer } from '../contract/remote.ts';
import { type AssembledImage, assembleImage } from '../oci/assemble.ts';

/** Returns config and manifest for the layers of an image. */
export function assembled(request: ImageRequest, layers: readonly ChainLayer[]): AssembledImage {
  const { facts, fields, createdAt, output } = request;
  const { annotations } = output.settings;
  return assembleImage({
    facts,
    layers,
    history: request.layers.map(({ operation, createdAt: at }) => ({ text: operation, createdAt: at })),
    createdAt,
    settings: fields,
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
  });
}
