import type { ResolveOptions } from '../../contract/images.ts';
import type { Memo } from '../../contract/memo.ts';
import type { UserFiles } from '../../files/user-files.ts';
import type { Platform } from '../../oci/platform.ts';
import type { Trust } from '../../registry/trust.ts';

export interface ImageSettings {
  /** Remembers the last digest of a tag, and the facts of a digest. */
  readonly memo: Memo;
  /** Answers of registries that a caller of `askAhead` waits for. */
  readonly asked?: AskedTags | undefined;
  /** Reads files with the rights of the asking user: local images, the Docker config file, certificates. */
  readonly files: UserFiles;
  /** Further allowed directories for a user's local images, besides the context; absolute. */
  readonly imageDirectories?: readonly string[] | undefined;
  /** Whether only these directories are allowed for root too: on a runner of root, a job's spec may come from a pull request. */
  readonly isConfined?: boolean | undefined;
  /** The wanted platform, e.g. `linux/arm64`. Default: this machine's. */
  readonly platform?: string | undefined;
  /** Path of a Docker config file with credentials; it may be missing. */
  readonly dockerConfig?: string | undefined;
  /** Registries (`HOST` or `HOST:PORT`) to talk to without TLS, besides those on loopback. */
  readonly plainHttp?: readonly string[] | undefined;
  /** Certificates (PEM) to trust instead of Node's own, e.g. of a company's registry. */
  readonly certificates?: string | undefined;
  /** Authorities besides Node's own. */
  readonly trust?: Trust | undefined;
  /** The first wait before a retry, in milliseconds. Each further wait is twice as long. Default: 500. */
  readonly retryMs?: number | undefined;
}

/** By tag: the digest that the registry was asked for. The first resolving takes the answer. */
export type AskedTags = Map<string, Promise<string>>;

/** A request to resolve an image, for a transport. */
export interface ResolveRequest {
  /** The image's name without the transport's prefix. */
  readonly name: string;
  readonly platform: Platform;
  readonly settings: ImageSettings;
  readonly options: ResolveOptions;
}
