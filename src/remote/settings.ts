import type { UserDirectory } from '../contract/user-directory.ts';
import type { UserFiles } from '../files/user-files.ts';
import type { Trust } from '../registry/trust.ts';
import type { CacheProgram } from './gha/client.ts';

/** What carriers need of the user who asks for the build. */
export interface RemoteSettings {
  /** Reads files with the rights of the user: the Docker config file, certificates. */
  readonly files: UserFiles;
  /** Path of the user's Docker config file with credentials; the file may be missing. */
  readonly dockerConfig?: string | undefined;
  /** Registries (`HOST` or `HOST:PORT`) to talk to without TLS, besides those on loopback. */
  readonly plainHttp?: readonly string[] | undefined;
  /** Certificates (PEM) to trust instead of Node's own. */
  readonly certificates?: string | undefined;
  /** Authorities besides Node's own. */
  readonly trust?: Trust | undefined;
  /** Opens a directory with the rights of the user; the directory may be missing. */
  readonly openDirectory: (path: string) => UserDirectory;
  /** The program that talks to the cache of GitHub Actions. */
  readonly cacheProgram?: CacheProgram | undefined;
  /** The first wait before a retry, in milliseconds. Each further wait is twice as long. Default: 500. */
  readonly retryMs?: number | undefined;
  /** Milliseconds until an answer without a body counts as lost. */
  readonly answerMs?: number | undefined;
  /** A transfer slower than this many bytes a second is given up. */
  readonly minBytesPerSecond?: number | undefined;
}
