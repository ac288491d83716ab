/**
 * How to look up a base image's tag. `auto`: asks the registry, and falls back to the last digest with a warning if the
 * registry is down. `always`: asks without a fallback. `missing`: asks only for an unknown tag. `never`: asks nothing.
 */
export type PullPolicy = 'auto' | 'always' | 'missing' | 'never';

export interface LoadProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

interface OpenOptions {
  /** A directory for temporary files, on the file system of `rootfs`. */
  readonly scratch: string;
  readonly signal?: AbortSignal | undefined;
}

export interface LoadOptions extends OpenOptions {
  /** An empty directory that becomes the root file system. */
  readonly rootfs: string;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** A layer of an image. */
export interface Layer {
  /** Of the stored, often compressed blob. In a `docker-archive` the name of the layer's file. */
  readonly digest: string;
  /** Bytes of the blob; 0 if the source does not tell. */
  readonly size: number;
  /** Digest of the uncompressed tar archive. */
  readonly diffId: string;
  /** Of the blob, as in the manifest. */
  readonly mediaType: string;
}

export interface BlobRequest {
  readonly digest: string;
  readonly size: number;
  readonly signal: AbortSignal;
}

/** A source of an image's blobs. */
export interface BlobSource {
  /** Whether the blobs are on another machine. Their layers are fetched ahead. */
  readonly isRemote: boolean;
  /** Whether a layer's `digest` is the digest of the blob. Otherwise `digest` is only a name. */
  readonly isContentAddressed: boolean;
  /** Returns the blob's bytes and checks their number. The reader checks the digest. */
  open(request: BlobRequest): AsyncIterable<Buffer>;
}

/** An image of layers, the lowest first. */
export interface LayersContent {
  readonly kind: 'layers';
  readonly layers: readonly Layer[];
  /**
   * Opens the blobs while `use` runs.
   * @throws ObuilderError `image-unavailable`, `image-invalid`, and the errors of `use`
   */
  withBlobs(options: OpenOptions, use: (blobs: BlobSource) => Promise<void>): Promise<void>;
}

/** An image as a single tar archive of all files. */
interface ArchiveContent {
  readonly kind: 'archive';
  /** The path of the file or directory, for errors. */
  readonly file: string;
  /** Bytes of the archive. */
  readonly size: number;
  /**
   * Opens the archive while `use` runs. The reader checks that the bytes have the image's `digest`.
   * @throws ObuilderError `image-unavailable`, `image-invalid`, and the errors of `use`
   */
  withBytes(
    options: Pick<OpenOptions, 'signal'>,
    use: (bytes: AsyncIterable<Buffer>) => Promise<void>,
  ): Promise<void>;
}

/** An image without files. */
interface EmptyContent {
  readonly kind: 'empty';
}

/** What an image's config says to containers (OCI image specification, image configuration). Absent fields are absent in the config. */
export interface ImageDefaults {
  readonly user?: string | undefined;
  readonly workdir?: string | undefined;
  readonly entrypoint?: readonly string[] | undefined;
  readonly cmd?: readonly string[] | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** For example `80/tcp`. */
  readonly exposedPorts?: readonly string[] | undefined;
  readonly volumes?: readonly string[] | undefined;
  readonly stopSignal?: string | undefined;
  /** Docker's extensions of the format. */
  readonly shell?: readonly string[] | undefined;
  readonly healthcheck?: Readonly<Record<string, unknown>> | undefined;
}

/** A pinned base image as a value: sources produce images, and `Images.load` or a sink takes them. */
export interface ResolvedImage {
  /** The name as users write it, e.g. `docker://docker.io/library/debian:12`. */
  readonly name: string;
  /** The digest for the key: of the platform's manifest, of a docker-archive's config, or of a root file system's archive. */
  readonly digest: string;
  /** For example `linux/amd64`. */
  readonly platform: string;
  /** The environment of the image config, in the config's order. */
  readonly environment: readonly (readonly [string, string])[];
  /** For images of results; absent for an image without a config. */
  readonly defaults?: ImageDefaults | undefined;
  readonly content: LayersContent | ArchiveContent | EmptyContent;
  /** The registry's domain and the repository, if the image comes from a registry. */
  readonly repository?: { readonly domain: string; readonly repository: string } | undefined;
}

export interface ResolveOptions {
  readonly pull: PullPolicy;
  /** The directory at which relative paths of `oci:`, `rootfs:` and archives start. */
  readonly directory: string;
  /** Called with warnings for the user, e.g. about a registry that is down. */
  readonly onWarning: (message: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Base images. A build resolves every image once, uses the digests for its keys, and loads only missing images:
 *
 *     const image = await images.resolve('debian:12', { pull: 'auto', directory, onWarning });
 *     await images.load(image, { rootfs: draft.rootfs, scratch: draft.scratch });
 */
export interface Images {
  /**
   * Pins an image without fetching layers. Needs no network for a known digest.
   * @throws ObuilderError `image-invalid` for a malformed name, `image-unavailable` if the image cannot be found
   */
  resolve(image: string, options: ResolveOptions): Promise<ResolvedImage>;
  /**
   * Writes an image's root file system. Checks every digest while the bytes stream. Writes nothing outside `rootfs`.
   * @throws ObuilderError `image-invalid` (hostile or broken content), `image-unavailable`, `disk-full` or `cancelled`
   */
  load(image: ResolvedImage, options: LoadOptions): Promise<void>;
}
