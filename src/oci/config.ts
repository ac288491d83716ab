import { checkDigest } from './digest.ts';
import { imageInvalid } from './invalid.ts';
import { isObject, parseObject } from './manifest.ts';
import { formatPlatform } from './platform.ts';

/** Far above any real config; its history is what makes one large. */
export const LARGEST_CONFIG = 16 * 1024 * 1024;

/** What a build needs of an image's config. */
export interface ImageConfig {
  /** In the config's order; of a name given twice the last value counts. */
  readonly environment: readonly (readonly [string, string])[];
  /** Digests of the uncompressed layers, the lowest first. */
  readonly diffIds: readonly string[];
  /** Undefined where the config does not say. */
  readonly platform: string | undefined;
}

/** Reads an image config: OCI image specification, image configuration. */
export function parseConfig(bytes: Uint8Array, what: string): ImageConfig {
  const json = parseObject(bytes, what);
  const { config, rootfs, os, architecture, variant } = json;
  // Go writes null for an empty list. That there are as many as layers is checked with the manifest.
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
