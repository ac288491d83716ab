/** Takes the bytes of one file of an archive. `end` follows after as many bytes as the header announces. */
export interface EntrySink {
  write(chunk: Buffer): void;
  end(): void;
  /** Like `write` with `bytes` zeros, which the sink need not write. */
  hole?(bytes: number): void;
  /** Called instead of `end` if reading is given up: closes open files. */
  abandon?(): void;
}
