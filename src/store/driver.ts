/**
 * What a file system does for the store. A volume is a directory that can be copied at once, whatever its size. Paths
 * are absolute. Where the disk is full, each method rejects with an error that `asStoreError` knows.
 */
export interface SnapshotDriver {
  /** Makes an empty writable volume, 0755 root, in an existing directory. */
  create(volume: string): Promise<void>;
  /** A writable copy of the volume `from`, sealed or not, at `to`, which must not exist. Leaves nothing when it fails. */
  snapshot(from: string, to: string): Promise<void>;
  /** The same, but read-only from its beginning. */
  sealedCopy(from: string, to: string): Promise<void>;
  /** Makes the volume read-only. */
  seal(volume: string): Promise<void>;
  isSealed(volume: string): boolean;
  /** Removes volumes with all that is in them, other volumes and sealed ones too. One that is missing is no error. */
  remove(volumes: readonly string[]): Promise<void>;
  /** Waits until the space of removed volumes is free. */
  settle(): Promise<void>;
}

/** One line of the table of drivers. */
export interface DriverEntry {
  /** One line for help texts. */
  readonly summary: string;
  /** @throws ObuilderError `store-unavailable` where `root` is not on this driver's file system */
  open(root: string): SnapshotDriver;
}
