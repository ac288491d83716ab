/** Takes the bytes of one file of the archive. `end` comes when there were as many as the header says. */
export interface EntrySink {
  write(chunk: Buffer): void;
  end(): void;
  /** Instead of `write`: so many zeros, which need not be written. */
  hole?(bytes: number): void;
  /** Instead of `end`, when no more bytes will come: lets go of what is open. */
  abandon?(): void;
}
