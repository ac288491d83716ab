export type Bytes = AsyncIterable<Buffer>;

export interface Unpacking {
  /** Bytes that are to come; 0 where nobody knows. */
  readonly size: number;
  /** What is to be checked. */
  readonly digests: Digests;
  /** Takes the content piece by piece, and must not keep a piece. */
  readonly sink: (chunk: Buffer) => void;
}

/** Of the bytes as they come, and of what they are decompressed to. */
interface Digests {
  readonly blob?: string | undefined;
  readonly content?: string | undefined;
}
