export type Bytes = AsyncIterable<Buffer>;

export interface Unpacking {
  /** Number of compressed bytes; 0 if unknown. */
  readonly size: number;
  /** The expected digests. */
  readonly digests: Digests;
  /** Takes the content piece by piece. Must not keep a piece, because its memory is used again. */
  readonly sink: (chunk: Buffer) => void;
}

/** The digests of the compressed bytes and of the decompressed content. */
export interface Digests {
  readonly blob?: string | undefined;
  readonly content?: string | undefined;
}
