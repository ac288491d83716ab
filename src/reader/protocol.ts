import type { Manifest, ManifestRequest } from '../contract/trees.ts';
import type { ErrorCode } from '../errors.ts';
import type { TreeIdentity } from '../files/tree-identity.ts';
import type { FilePlace } from '../files/user-files.ts';

/** What a reader does, by name: what is asked, and what the answer's head has. Bytes come beside the head. */
export interface Operations {
  /** `records`: what the stat cache remembers; the answer has new ones where there are any. The manifest is kept as `kept`. */
  readonly manifest: {
    readonly ask: {
      readonly request: Omit<ManifestRequest, 'memo' | 'signal'>;
      readonly records: string | undefined;
    };
    readonly answer: { readonly kept: number; readonly manifest: Manifest; readonly records?: string };
  };
  /** Begins to give the contents of a kept manifest: of its small files, or of the large one with that index. */
  readonly contents: {
    readonly ask: { readonly kept: number; readonly index?: number };
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
  /** The next part of a stream. Without `pieces` the bytes are one piece. */
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
}

export type Operation = keyof Operations;

/** Contents of files, by the index of their entries and their lengths. */
export interface Batch {
  readonly pieces: readonly (readonly [number, number])[];
  readonly bytes: readonly Uint8Array[];
}

/** An error as it travels: of ours by its code, of the system by `system`. */
export interface SentError {
  readonly message: string;
  readonly code?: ErrorCode | undefined;
  readonly system?: string | undefined;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
}

/**
 * Codes that a reader may answer with. Others would have a meaning for the store or the machine, of which a user's process has
 * nothing to tell.
 */
export const READER_CODES: ReadonlySet<ErrorCode> = new Set([
  'copy-refused',
  'input-invalid',
  'tool-missing',
  'tool-failed',
  'cancelled',
]);
