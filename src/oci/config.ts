import { checkDigest } from './digest.ts';
import { imageInvalid } from './invalid.ts';
import { isObject, parseObject } from './manifest.ts';
import { formatPlatform } from './platform.ts';

/** Bytes, far above any real config. The history of an image makes a config large. */
export const MAX_CONFIG = 16 * 1024 * 1024;

/** The part of an image config that a build needs. */
export interface ImageConfig {
  /** In the config's order. The last value of a repeated name counts. */
  readonly environment: readonly (readonly [string, string])[];
  /** Digests of the uncompressed layers, the lowest first. */
  readonly diffIds: readonly string[];
  /** Undefined if the config names no platform. */
  readonly platform: string | undefined;
}

/**
 * Parses an image config (OCI image specification, image configuration).
 * @throws ObuilderError `image-invalid`
 */
export function parseConfig(bytes: Uint8Array, what: string): ImageConfig {
  const json = parseObject(bytes, what);
  const { config, rootfs, os, architecture, variant } = json;
  // Go writes null for an empty list. `joinFacts` compares the number with the manifest's layers.
  const diffIds = (isObject(rootfs) ? rootfs['diff_ids'] : undefined) ?? [];
  if (!Array.isArray(diffIds)) throw imageInvalid(`${what} has no list of layers`);
  const known =
    typeof os === 'string' && typeof architecture === 'string' && os !== '' && architecture !== '';
  return {
    environment: environmentOf(isObject(config) ? config['Env'] : undefined),
    diffIds: diffIds.map((digest: unknown) => checkDigest(digest, what)),
    platform: known
      ? formatPlatform({ os, architecture, variant: typeof variant === 'string' ? variant : undefined })
      : undefined,
  };
}

function environmentOf(list: unknown): (readonly [string, string])[] {
  const values = new Map<string, string>();
  for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
    if (typeof item !== 'string') continue;
    const equals = item.indexOf('=');
    if (equals > 0) values.set(item.slice(0, equals), item.slice(equals + 1));
  }
  return [...values];
}
