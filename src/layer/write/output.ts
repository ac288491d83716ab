/** Takes the bytes of an archive. */
export interface Output {
  /** Must not change the chunk afterwards. */
  write(chunk: Buffer): void;
  /** Waits until there is room for more bytes. */
  ready(): Promise<void>;
}

export interface ArchiveRequest {
  /** The directory of the result's files. */
  readonly root: string;
  /** Later times of files become this time, in seconds since the epoch. */
  readonly latestSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}
