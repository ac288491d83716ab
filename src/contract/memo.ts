/** Small facts kept between builds, such as digests by tag or by inode. A lost fact costs time only. */
export interface Memo {
  /** Returns the value last remembered for `key`; undefined if the value is unknown or was evicted. */
  recall(kind: string, key: string): string | undefined;
  /** Does nothing if the disk is full. */
  remember(kind: string, key: string, value: string): void;
}
