import type { ImageDefaults, Layer } from '../contract/images.ts';
import type { Memo } from '../contract/memo.ts';
import { must } from '../errors.ts';
import type { ImageConfig } from './config.ts';
import { imageInvalid } from './invalid.ts';
import type { Descriptor } from './manifest.ts';

/** Everything that a build needs of a pinned image except the layers' bytes. */
export interface ImageFacts {
  /** Of the platform's manifest; of the config in a `docker-archive`, which has no manifest digest. */
  readonly digest: string;
  /** Undefined if the image names no platform. */
  readonly platform: string | undefined;
  readonly environment: readonly (readonly [string, string])[];
  readonly layers: readonly Layer[];
  readonly defaults: ImageDefaults;
}

/** Has a version: another layout of `ImageFacts` gets another kind, so old records are not found. */
const KIND = 'image-facts-3';

/** Returns the remembered facts of a digest (an index's or a manifest's) for a platform. A digest's facts never change. */
export function recallFacts(memo: Memo, digest: string, platform: string): ImageFacts | undefined {
  const text = memo.recall(KIND, `${digest} ${platform}`);
  return text === undefined ? undefined : (JSON.parse(text) as ImageFacts);
}

export function rememberFacts(
  memo: Memo,
  key: { digest: string; platform: string },
  facts: ImageFacts,
): void {
  memo.remember(KIND, `${key.digest} ${key.platform}`, JSON.stringify(facts));
}

/**
 * Joins a manifest's layers with the config's digests of their content.
 * @throws ObuilderError `image-invalid` if the numbers of layers differ
 */
export function joinFacts(digest: string, layers: readonly Descriptor[], config: ImageConfig): ImageFacts {
  const { diffIds, environment, platform, defaults } = config;
  if (diffIds.length !== layers.length) {
    throw imageInvalid(`${digest} has ${layers.length} layers but ${diffIds.length} digests of layers`);
  }
  const joined = layers.map((layer, index) => ({
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
    diffId: must(diffIds[index], 'the digest of a layer'),
  }));
  return { digest, platform, environment, layers: joined, defaults };
}
