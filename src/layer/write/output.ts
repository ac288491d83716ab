/** Takes the bytes of an archive. */
export interface Output {
  /** Takes all bytes before the return: the caller may use the chunk again. */
  write(chunk: Buffer): void;
  /** Waits until there is room for more bytes. */
  ready(): Promise<void>;
}

export interface ArchiveRequest {
  /** The directory of the result's files. */
  readonly root: string;
  /** Later times of files become this time, in seconds since the epoch. */
  readonly latestSeconds?: number | undefined;
  /** A directory visible to root only, for the file of a program. */
  readonly scratch: string;
  readonly signal?: AbortSignal | undefined;
}
