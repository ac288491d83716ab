/**
 * A directory of the user, read and written with the user's rights. Paths are relative to the directory, without `..`.
 *
 *     await directory.write('blobs/sha256/ab…', bytes, signal);
 *     const text = await directory.read('index.json', { limit: 4_000_000, signal });
 */
export interface UserDirectory {
  /** Absolute path, for people. */
  readonly path: string;
  /**
   * Returns a small file; undefined if the file is missing.
   *
   * @throws ObuilderError `export-failed` for a file above `limit` bytes or without the right to read; `cancelled`
   */
  read(
    path: string,
    options: { readonly limit: number; readonly signal: AbortSignal },
  ): Promise<Buffer | undefined>;
  /** Streams a file; the first piece throws `export-failed` if the file is missing. */
  stream(path: string, signal: AbortSignal): AsyncIterable<Buffer>;
  /** Whether a regular file exists. */
  has(path: string, signal: AbortSignal): Promise<boolean>;
  /** Whether a directory exists. */
  hasDirectory(path: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Writes a file whole or not at all: next to the target, synced, then renamed. Makes missing parent directories.
   *
   * @throws ObuilderError `export-failed` with the path and the reason, and `errno` `ENOSPC` or `EDQUOT` for a full disk of the user;
   *   `cancelled`; the error of `bytes`
   */
  write(path: string, bytes: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void>;
  /** Deletes what killed writers left in a directory more than a day ago. @throws ObuilderError `export-failed`, `cancelled` */
  tidy(path: string, signal: AbortSignal): Promise<void>;
}
