import type { Memo } from '../contract/store.ts';
import { must } from '../errors.ts';
import type { ImageConfig } from './config.ts';
import { imageInvalid } from './invalid.ts';
import type { Descriptor } from './manifest.ts';

/** One layer of a pinned image. */
export interface Layer {
  /** Of the blob as it is kept; in an archive whose layers have none, the layer's name. */
  readonly digest: string;
  /** Bytes of the blob; 0 where the source does not tell. */
  readonly size: number;
  /** Of the tar archive inside. */
  readonly diffId: string;
}

/** All that a build needs of a pinned image, besides its layers' bytes. */
export interface ImageFacts {
  /** Of the platform's manifest. */
  readonly digest: string;
  /** Undefined where the image does not say. */
  readonly platform: string | undefined;
  readonly environment: readonly (readonly [string, string])[];
  readonly layers: readonly Layer[];
}

/** With a version, so that facts of another layout are just not found. */
const KIND = 'image-facts-1';

/** What is remembered of a digest (an index's or a manifest's) on a platform. A digest's facts never change. */
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
 * Joins a manifest's layers with the digests that the config has for what is in them.
 * @throws ObuilderError `image-invalid` when there are not as many
 */
export function joinFacts(digest: string, layers: readonly Descriptor[], config: ImageConfig): ImageFacts {
  const { diffIds, environment, platform } = config;
  if (diffIds.length !== layers.length) {
    throw imageInvalid(
      `${digest} has ${layers.length} layers and digests of the content of ${diffIds.length}`,
    );
  }
  const joined = layers.map((layer, index) => ({
    digest: layer.digest,
    size: layer.size,
    diffId: must(diffIds[index], 'the digest of a layer'),
  }));
  return { digest, platform, environment, layers: joined };
}
