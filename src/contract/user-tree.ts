/** Nanoseconds since the epoch, in decimal digits: a number has too few digits. */
type Nanoseconds = string;

/** An entry for a directory of the user. Paths are relative and have the form of names.ts; parents come before children. */
export type UserEntry =
  | { readonly kind: 'directory'; readonly path: string }
  | UserFile
  | { readonly kind: 'link'; readonly path: string; readonly target: string; readonly modified: Nanoseconds }
  /** Another name of the file at the path `to`. */
  | { readonly kind: 'hard-link'; readonly path: string; readonly to: string };

export interface UserFile {
  readonly kind: 'file';
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly size: number;
  readonly modified: Nanoseconds;
}

/** Mode and times of a written directory. */
export interface UserDirectoryAspects {
  readonly path: string;
  readonly mode: number;
  readonly modified: Nanoseconds;
}

/**
 * A directory of the user that takes files of a result. Everything is written with the user's rights and belongs to the user. Each
 * file or link is written next to its target and renamed; no link of the directory is followed.
 *
 *     await tree.put([{ kind: 'directory', path: 'lib' }, file], [content]);
 *     await tree.putLarge(large, bytes);
 *     await tree.settle(aspects);
 *     await tree.close();
 *
 * @throws ObuilderError from all methods: `export-failed` with path and reason, `cancelled`
 */
export interface UserTree {
  /**
   * Writes entries. A directory that exists is kept. A file or link replaces a file or link, and never a directory.
   *
   * @param contents of the files among `entries`, in order; together at most 8 MiB
   */
  put(entries: readonly UserEntry[], contents: readonly Uint8Array[]): Promise<void>;
  /** Takes a copy of each piece before asking for the next. */
  putLarge(file: UserFile, bytes: AsyncIterable<Buffer>): Promise<void>;
  /** Writes a file with the usual mode and the present time. */
  putNew(path: string, bytes: AsyncIterable<Buffer>): Promise<void>;
  /** Sets modes and times of directories, children before parents. */
  settle(directories: readonly UserDirectoryAspects[]): Promise<void>;
  /** Deletes unfinished files. */
  close(): Promise<void>;
}
