import type { ImageDefaults } from '../contract/images.ts';
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
  /** What containers of the image start with. */
  readonly defaults: ImageDefaults;
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
  const settings = isObject(config) ? config : {};
  return {
    environment: environmentOf(settings['Env']),
    defaults: defaultsOf(settings),
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

/** Leaves out fields of a wrong type, as Go's readers of configs would refuse the whole image. */
function defaultsOf(config: Readonly<Record<string, unknown>>): ImageDefaults {
  const labels = Object.entries(objectOf(config['Labels'])).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const healthcheck = config['Healthcheck'];
  return {
    user: textOf(config['User']),
    workdir: textOf(config['WorkingDir']),
    entrypoint: wordsOf(config['Entrypoint']),
    cmd: wordsOf(config['Cmd']),
    labels: labels.length === 0 ? undefined : Object.fromEntries(labels),
    exposedPorts: namesOf(config['ExposedPorts']),
    volumes: namesOf(config['Volumes']),
    stopSignal: textOf(config['StopSignal']),
    shell: wordsOf(config['Shell']),
    healthcheck: isObject(healthcheck) ? healthcheck : undefined,
  };
}

const objectOf = (value: unknown) => (isObject(value) ? value : {});

/** Go writes an empty text for an absent one. */
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Go writes null for an empty list. */
function wordsOf(value: unknown): readonly string[] | undefined {
  const isWords = Array.isArray(value) && value.every((word) => typeof word === 'string');
  return isWords && value.length > 0 ? (value as string[]) : undefined;
}

/** The names of a Go set. */
function namesOf(value: unknown): readonly string[] | undefined {
  const names = Object.keys(objectOf(value));
  return names.length === 0 ? undefined : names;
}
