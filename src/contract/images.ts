/** How a base image is looked up. `auto`: ask the registry, fall back to the digest last seen, with a warning. */
export type PullPolicy = 'auto' | 'always' | 'missing' | 'never';

export interface LoadProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface LoadOptions {
  /** An empty directory that becomes the root file system. */
  readonly rootfs: string;
  /** A directory on the same file system for whatever must be kept meanwhile. */
  readonly scratch: string;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A base image whose content is pinned. */
export interface ResolvedImage {
  /** As a user would write it, e.g. `docker://docker.io/library/debian:12`. */
  readonly name: string;
  /** The digest that is part of the key: of the platform's manifest, or of what is read (`sha256:…`). */
  readonly digest: string;
  /** `linux/amd64` and the like. */
  readonly platform: string;
  /** The image config's environment, in its order. */
  readonly environment: readonly (readonly [string, string])[];
  /**
   * Writes the root file system. Every blob's digest is checked while it streams; nothing is written outside `rootfs`.
   * @throws ObuilderError `image-invalid` (hostile or broken content) or `image-unavailable`
   */
  load(options: LoadOptions): Promise<void>;
}

export interface ResolveOptions {
  readonly pull: PullPolicy;
  /** Directory that relative paths of `oci:`, `rootfs:` and archives are relative to. */
  readonly directory: string;
  /** Told once for each thing that the user should know, e.g. a registry that is down. */
  readonly onWarning: (message: string) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Images {
  /** Every transport's prefix that `resolve` knows, for help and error texts. */
  readonly transports: readonly string[];
  /**
   * Pins an image without fetching its layers. With a digest that was seen before it needs no network.
   * @throws ObuilderError `image-invalid` for a name that is none, `image-unavailable` when it cannot be found
   */
  resolve(image: string, options: ResolveOptions): Promise<ResolvedImage>;
}
