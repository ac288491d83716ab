import type { LoadOptions, ResolveOptions } from './contract.ts';
import type { ImageSettings } from './images.ts';
import type { Bytes } from './layer.ts';
import type { Platform } from './platform.ts';

/** What every transport gets to resolve an image. */
export interface ResolveRequest {
  /** What stands behind the transport's prefix. */
  readonly name: string;
  readonly platform: Platform;
  readonly settings: ImageSettings;
  readonly options: ResolveOptions;
}

export interface BlobRequest {
  readonly digest: string;
  readonly size: number;
  readonly signal: AbortSignal;
}

/** Where the layers of an image are. */
export interface BlobSource {
  /** Far away: layers are fetched ahead. */
  readonly isRemote: boolean;
  /** Blobs are named by their digests; else a layer's `digest` is a name only. */
  readonly isContentAddressed: boolean;
  /** The blob's bytes, as many as there should be. Whoever reads them checks the digest. */
  open(request: BlobRequest): Bytes;
}

export type Load = (options: LoadOptions) => Promise<void>;
