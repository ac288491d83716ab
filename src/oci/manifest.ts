import { checkDigest } from './digest.ts';
import { imageInvalid } from './invalid.ts';
import { formatPlatform, matchPlatform, type Platform } from './platform.ts';

/** A manifest's description of a blob (OCI image specification, content descriptors). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  /** Base64 of the blob, if the manifest repeats the blob. Unchecked. */
  readonly data?: string | undefined;
}

export type Manifest =
  | { readonly kind: 'index'; readonly manifests: readonly Descriptor[] }
  | { readonly kind: 'image'; readonly config: Descriptor; readonly layers: readonly Descriptor[] };

/** Bytes. Registries need not accept larger manifests (OCI distribution specification, 4 MiB). */
export const MAX_MANIFEST = 4 * 1024 * 1024;
const MAX_LAYERS = 1000;
const MAX_MANIFESTS = 10_000;

const INDEX_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const IMAGE_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
/** The last four are in images of old tools, which Docker and containerd still pull. The empty type is Go's absent text. */
const CONFIG_TYPES = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  'application/octet-stream',
  'application/json',
  'text/html',
  '',
];
const LAYER_TYPE =
  /^application\/vnd\.(?:oci\.image\.layer\.v1\.tar|docker\.image\.rootfs\.diff\.tar)(?:[+.](?:gzip|zstd))?$/;

/** The value of an Accept header for all formats of `parseManifest`. */
export const ACCEPT_MANIFESTS = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');

/**
 * Parses an image manifest or an index, of OCI or of Docker's schema 2.
 *
 * @param what names the document in errors
 * @throws ObuilderError `image-invalid` for any other document, with its media type
 */
export function parseManifest(bytes: Uint8Array, what: string): Manifest {
  const json = parseObject(bytes, what);
  const type = typeof json['mediaType'] === 'string' ? json['mediaType'] : '';
  if (json['schemaVersion'] === 1 || 'fsLayers' in json) {
    throw imageInvalid(`${what} has the format of Docker's schema 1, whose layers cannot be verified`, {
      hint: 'Push the image again with a current tool, or use a newer version of the image.',
    });
  }
  if (INDEX_TYPES.includes(type) || (type === '' && isList(json['manifests']))) {
    return { kind: 'index', manifests: descriptors(json['manifests'], what, MAX_MANIFESTS) };
  }
  if (IMAGE_TYPES.includes(type) || (type === '' && 'config' in json)) {
    return parseImage(json, what);
  }
  throw imageInvalid(`${what} has the type "${type}" and is no image`, { value: type });
}

function parseImage(json: Readonly<Record<string, unknown>>, what: string): Manifest {
  const config = parseDescriptor(json['config'], `the config of ${what}`);
  if (!CONFIG_TYPES.includes(config.mediaType)) {
    throw imageInvalid(`${what} is an artifact of the type "${config.mediaType}", not an image`, {
      value: config.mediaType,
    });
  }
  const layers = descriptors(json['layers'], what, MAX_LAYERS);
  for (const layer of layers) checkLayerType(layer, what);
  return { kind: 'image', config, layers };
}

function checkLayerType({ mediaType, digest }: Descriptor, what: string): void {
  if (LAYER_TYPE.test(mediaType)) return;
  const foreign = /foreign|nondistributable/.test(mediaType);
  const problem = foreign ? 'a foreign layer, stored outside the registry' : `unknown type "${mediaType}"`;
  throw imageInvalid(`layer ${digest} of ${what} is not supported: ${problem}`, { value: mediaType });
}

/** Go writes null for an empty list. */
const isList = (value: unknown) => Array.isArray(value) || value === null;

function descriptors(value: unknown, what: string, most: number): Descriptor[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw imageInvalid(`${what} has no list of blobs`);
  if (value.length > most) throw imageInvalid(`${what} lists ${value.length} blobs; the maximum is ${most}`);
  return value.map((item: unknown, index) => parseDescriptor(item, `entry ${index} of ${what}`));
}

function parseDescriptor(value: unknown, what: string): Descriptor {
  if (!isObject(value)) throw imageInvalid(`${what} is no descriptor`);
  const { size, platform, annotations, data } = value;
  const mediaType = value['mediaType'] ?? '';
  if (typeof mediaType !== 'string') throw imageInvalid(`${what} has no media type`);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw imageInvalid(`${what} has no valid size`);
  }
  return {
    mediaType,
    size,
    digest: checkDigest(value['digest'], what),
    platform: isObject(platform) ? parsePlatformObject(platform) : undefined,
    annotations: isObject(annotations) ? onlyStrings(annotations) : {},
    ...(typeof data === 'string' ? { data } : {}),
  };
}

/** Returns undefined for an object without operating system and architecture. */
function parsePlatformObject(json: Readonly<Record<string, unknown>>): Platform | undefined {
  const { os, architecture, variant } = onlyStrings(json);
  if (!os && !architecture) return undefined;
  return { os: os ?? '', architecture: architecture ?? '', variant };
}

function onlyStrings(json: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/**
 * Returns the entry of an index that runs best on `wanted`.
 * @throws ObuilderError `image-invalid` with a list of the offered platforms
 */
export function choosePlatform(manifests: readonly Descriptor[], wanted: Platform, what: string): Descriptor {
  let best: { readonly descriptor: Descriptor; readonly score: number } | undefined;
  for (const descriptor of manifests) {
    const score = descriptor.platform && matchPlatform(wanted, descriptor.platform);
    if (score !== undefined && (best === undefined || score > best.score)) best = { descriptor, score };
  }
  if (best !== undefined) return best.descriptor;
  const [single, ...others] = manifests.filter(isImage);
  if (single !== undefined && others.length === 0 && single.platform === undefined) return single;
  const known = manifests.flatMap(({ platform }) => (platform ? [formatPlatform(platform)] : []));
  const offered = [...new Set(known.filter((name) => !name.includes('unknown')))];
  throw imageInvalid(`${what} is not made for ${formatPlatform(wanted)}`, {
    value: formatPlatform(wanted),
    hint:
      offered.length === 0 ? 'The image names no platform.' : `The image is made for ${offered.join(', ')}.`,
  });
}

/** BuildKit lists attestations beside their image, for the platform `unknown/unknown`. */
function isImage({ annotations, platform }: Descriptor): boolean {
  return annotations['vnd.docker.reference.type'] === undefined && platform?.os !== 'unknown';
}

/** @throws ObuilderError `image-invalid` unless `bytes` are a JSON object */
export function parseObject(bytes: Uint8Array, what: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw imageInvalid(`${what} is not JSON`, { cause });
  }
  if (!isObject(value)) throw imageInvalid(`${what} is no JSON object`);
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
