import type { Bytes } from '../../archive/bytes.ts';
import type { LoadOptions, ResolveOptions } from '../../contract/images.ts';
import type { Memo } from '../../contract/store.ts';
import type { UserFiles } from '../../files/user-files.ts';
import type { Platform } from '../../oci/platform.ts';
import type { Trust } from '../../registry/trust.ts';

export interface ImageSettings {
  /** Keeps the digest last seen of a tag, and what is known of a digest. */
  readonly memo: Memo;
  /** Files of whoever asks: local images, the Docker config file, certificates. */
  readonly files: UserFiles;
  /** Directories besides the context in which a user's local images may be; absolute. */
  readonly imageDirectories?: readonly string[] | undefined;
  /** Whether those directories bind root too: the spec of a job may come from a pull request, on a runner that is root's. */
  readonly isConfined?: boolean | undefined;
  /** `linux/arm64` and the like; this machine's when absent. */
  readonly platform?: string | undefined;
  /** Path of a Docker config file with credentials; it may be missing. */
  readonly dockerConfig?: string | undefined;
  /** Registries (`HOST` or `HOST:PORT`) to talk to without TLS, besides those on loopback. */
  readonly plainHttp?: readonly string[] | undefined;
  /** Certificates (PEM) to trust instead of Node's own, e.g. of a company's registry. */
  readonly certificates?: string | undefined;
  /** What to trust besides Node's own authorities. */
  readonly trust?: Trust | undefined;
  /** First wait before a request is tried again, in milliseconds; it doubles each time. 500 when absent. */
  readonly retryMs?: number | undefined;
}

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
