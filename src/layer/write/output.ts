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
  readonly signal?: AbortSignal | undefined;
}
