import type { Manifest, ManifestRequest } from '../contract/trees.ts';
import type { UserDirectoryAspects, UserEntry, UserFile } from '../contract/user-tree.ts';
import type { ErrorCode } from '../errors.ts';
import type { TreeIdentity } from '../files/tree-identity.ts';
import type { FilePlace } from '../files/user-files.ts';

/** A directory to write to. */
export interface DestinationPlace extends FilePlace {
  /** Whether what is made below a directory that belongs to a group (writable for the group, set-gid) belongs to the group too. */
  readonly followsGroup?: boolean;
}

/** The operations of a reader by name: the question, and the head of the answer. Bytes go and come beside the heads. */
export interface Operations {
  /** Reads a manifest, and keeps the manifest under the number `kept`. `records` is the stat cache's memory; changed records are in the answer. */
  readonly manifest: {
    readonly ask: {
      readonly request: Omit<ManifestRequest, 'memo' | 'signal'>;
      readonly records: string | undefined;
    };
    readonly answer: { readonly kept: number; readonly manifest: Manifest; readonly records?: string };
  };
  /** Starts a stream with the contents of a kept manifest: of all small files, or of the large file `index`. */
  readonly contents: {
    readonly ask: { readonly kept: number; readonly index?: number };
    readonly answer: { readonly stream: number };
  };
  /** Starts a stream with the exact times of a kept manifest's entries: seconds and nanoseconds, a 64-bit integer each. */
  readonly times: {
    readonly ask: { readonly kept: number };
    readonly answer: { readonly stream: number };
  };
  /** Opens a file of a kept manifest and holds the descriptor. */
  readonly hold: {
    readonly ask: { readonly kept: number; readonly index: number };
    readonly answer: { readonly descriptor: number };
  };
  readonly release: { readonly ask: { readonly descriptor: number }; readonly answer: object };
  /** Opens a file or directory. */
  readonly open: {
    readonly ask: FilePlace;
    readonly answer: {
      readonly file: number;
      readonly kind: 'file' | 'directory';
      readonly identity: string;
      readonly size: number;
      readonly changed: number;
    };
  };
  /** See `nearestName` of nearest.ts. */
  readonly nearest: { readonly ask: FilePlace; readonly answer: { readonly name?: string } };
  readonly read: {
    readonly ask: { readonly file: number; readonly position: number; readonly length: number };
    readonly answer: object;
  };
  readonly identify: {
    readonly ask: { readonly file: number };
    readonly answer: TreeIdentity;
  };
  readonly archive: { readonly ask: { readonly file: number }; readonly answer: { readonly stream: number } };
  readonly close: { readonly ask: { readonly file: number }; readonly answer: object };
  /** Returns the next part of a stream. Without `pieces` the bytes are one piece. */
  readonly next: {
    readonly ask: { readonly stream: number };
    readonly answer: { readonly done?: true; readonly pieces?: Batch['pieces'] };
  };
  readonly leave: { readonly ask: { readonly stream: number }; readonly answer: object };
  readonly helper: {
    readonly ask: {
      readonly name: string;
      readonly server: string;
      readonly env: Readonly<Record<string, string>>;
    };
    readonly answer: { readonly output?: string };
  };
  /** Opens a directory for writing. Makes missing directories. */
  readonly destination: {
    readonly ask: DestinationPlace;
    readonly answer: { readonly destination: number };
  };
  readonly depart: { readonly ask: { readonly destination: number }; readonly answer: object };
  /** Begins a file under a number of the worker's choice, at a path below a destination. `drop` works without the answer. */
  readonly create: {
    readonly ask: { readonly destination: number; readonly path: string; readonly file: number };
    readonly answer: object;
  };
  /** Writes the bytes beside the head. */
  readonly append: { readonly ask: { readonly file: number }; readonly answer: object };
  /** Puts a file in its place. */
  readonly finish: {
    readonly ask: {
      readonly file: number;
      readonly sync: boolean;
      readonly aspects?: Pick<UserFile, 'mode' | 'modified'>;
    };
    readonly answer: object;
  };
  /** Writes entries whole. The contents of files are the bytes beside the head. */
  readonly put: {
    readonly ask: { readonly destination: number; readonly entries: readonly UserEntry[] };
    readonly answer: object;
  };
  /** Deletes old temporary files of killed writers in a directory. */
  readonly tidy: {
    readonly ask: { readonly destination: number; readonly path: string };
    readonly answer: object;
  };
  /** Sets modes and times of directories. */
  readonly settle: {
    readonly ask: { readonly destination: number; readonly directories: readonly UserDirectoryAspects[] };
    readonly answer: object;
  };
  /** Gives up a file, finished or not. */
  readonly drop: { readonly ask: { readonly file: number }; readonly answer: object };
}

export type Operation = keyof Operations;

/** The operations that write. */
export type WriteOperation =
  | 'destination'
  | 'depart'
  | 'create'
  | 'append'
  | 'finish'
  | 'put'
  | 'tidy'
  | 'settle'
  | 'drop';

/** Contents of files, by the index of their entries and their lengths. */
export interface Batch {
  readonly pieces: readonly (readonly [number, number])[];
  readonly bytes: readonly Uint8Array[];
}

/** An error on the wire: an ObuilderError with `code`, a system error with `system`. */
export interface SentError {
  readonly message: string;
  readonly code?: ErrorCode | undefined;
  readonly system?: string | undefined;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  /** The name of the system error behind an ObuilderError. */
  readonly errno?: string | undefined;
}

/**
 * The allowed error codes of a reader. Other codes concern the store or the machine, and a user's process must not claim
 * such errors.
 */
export const READER_CODES: ReadonlySet<ErrorCode> = new Set([
  'copy-refused',
  'input-invalid',
  'tool-missing',
  'tool-failed',
  'export-failed',
  'cancelled',
]);
