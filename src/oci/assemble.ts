import type { ChainLayer, ResultConfig } from '../contract/remote.ts';
import { digestOf } from './digest.ts';
import { parsePlatform } from './platform.ts';

/** An entry of an image's history, for a layer. */
export interface HistoryEntry {
  readonly text: string;
  /** Milliseconds since the epoch; absent for a layer of unknown age. */
  readonly createdAt?: number | undefined;
}

/** The parts of an image. Equal parts give equal bytes. */
export interface ImageParts {
  readonly facts: ResultConfig;
  /** The lowest first. */
  readonly layers: readonly ChainLayer[];
  /** An entry for each layer. */
  readonly history: readonly HistoryEntry[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Further fields of the config's `config`, such as `Labels`; replaces the fields that derive from `facts`. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Further fields of the config itself. Tools must ignore unknown fields (OCI image specification, configuration). */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** An image without the layers' bytes. */
export interface AssembledImage {
  readonly config: Buffer;
  readonly manifest: Buffer;
  /** Digest of the manifest. */
  readonly digest: string;
  /** Digest of the config: the image's id for Docker. */
  readonly imageId: string;
}

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
/** Bytes of a config that the manifest repeats, so that a reader needs one request instead of two. */
export const MAX_DATA = 64 * 1024;

/** Docker's names of the same formats, because an OCI manifest with Docker's layers is refused here and there. */
const OCI_TYPES: Readonly<Record<string, string>> = {
  'application/vnd.docker.image.rootfs.diff.tar': 'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.docker.image.rootfs.diff.tar.gzip': 'application/vnd.oci.image.layer.v1.tar+gzip',
  'application/vnd.docker.image.rootfs.diff.tar.zstd': 'application/vnd.oci.image.layer.v1.tar+zstd',
};

/** Returns the media type of a layer in an OCI manifest. */
export const ociType = (mediaType: string): string => OCI_TYPES[mediaType] ?? mediaType;

/** Returns config and manifest of an ordinary image (OCI image specification 1.1): no subject and no artifact type. */
export function assembleImage(parts: ImageParts): AssembledImage {
  const config = Buffer.from(JSON.stringify(configOf(parts)));
  const imageId = digestOf(config);
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: {
        mediaType: CONFIG_TYPE,
        digest: imageId,
        size: config.length,
        // A copy of the content (OCI image specification 1.1, content descriptors).
        data: config.length <= MAX_DATA ? config.toString('base64') : undefined,
      },
      layers: parts.layers.map(({ mediaType, digest, size }) => ({
        mediaType: ociType(mediaType),
        digest,
        size,
      })),
      annotations: parts.annotations,
    }),
  );
  return { config, manifest, digest: digestOf(manifest), imageId };
}

function configOf({ facts, layers, history, createdAt, settings, fields }: ImageParts) {
  const { environment, workdir, user, shell } = facts;
  const { os, architecture, variant } = parsePlatform(facts.platform);
  return {
    created: date(createdAt),
    architecture,
    os,
    variant,
    config: {
      User: 'name' in user ? user.name : `${user.uid}:${user.gid}`,
      Env: environment.map(([name, value]) => `${name}=${value}`),
      WorkingDir: workdir,
      // Docker's extension of the format. Without `Cmd`, `docker run` needs a command.
      Shell: shell.length === 0 ? undefined : shell,
      Cmd: shell.slice(0, 1),
      ...settings,
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: history.map(({ text, createdAt: at }) => ({
      created: at === undefined ? undefined : date(at),
      created_by: text,
    })),
    ...fields,
  };
}

const date = (milliseconds: number) => new Date(Math.floor(milliseconds)).toISOString();
