import type { Memo } from './memo.ts';
import type { Exclude } from './spec.ts';

/**
 * One thing that a copy writes. `path` is relative to the copy's destination, without `.` and `..`, and empty for what becomes
 * the destination itself. Names that are not UTF-8 are written as in names.ts.
 */
export type ManifestEntry =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Where the bytes are, relative to the root that is copied from. */
      readonly from: string;
      readonly executable: boolean;
      readonly size: number;
      /** `sha256:` and 64 hex digits. */
      readonly digest: string;
      /** Seconds since the epoch, with fractions; negative before 1970. */
      readonly modified: number;
    }
  | { readonly kind: 'directory'; readonly path: string; readonly modified: number }
  | { readonly kind: 'link'; readonly path: string; readonly target: string; readonly modified: number };

/** What a `copy` copies: parents before children, the names of each directory in byte order, sources as they were given. */
export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  /** SHA-256 over path, kind, executable bit, content digest and link target of every entry; times are not in it. */
  readonly digest: string;
  /** What whoever copies this should know, such as a file with a token; none where it is absent. */
  readonly warnings?: readonly string[] | undefined;
}

export interface ManifestRequest {
  /** The root that is copied from, an absolute path. */
  readonly root: string;
  /** What to call that root in an error: `the context` or `build "NAME"`. */
  readonly rootName: string;
  /** As in the spec; relative to the root, a leading `/` too. */
  readonly src: readonly string[];
  /** As in the spec, made absolute with the workdir by the caller; keeps a trailing `/`. */
  readonly dst: string;
  readonly exclude: readonly Exclude[];
  /** Digests of files that have not changed are remembered here; leave it out for roots that are read once. */
  readonly memo?: Memo | undefined;
  /** The root belongs to whoever asks for the build and is read with the rights of that user. */
  readonly isUsers?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CopyRequest {
  readonly manifest: Manifest;
  /** The root that is copied from. */
  readonly from: string;
  /** The writable root that is copied into; nothing outside of it is read or written, whatever links it has. */
  readonly to: string;
  readonly dst: string;
  readonly user: { readonly uid: number; readonly gid: number };
  /** Nobody can write to what is copied from, so that what was read of it before still holds. */
  readonly isSealed?: boolean | undefined;
  /** A directory of its own beside `to`, for files that nobody else sees. */
  readonly scratch?: string | undefined;
  /**
   * Takes what is compared with the manifest after the copy, a promise; where it is absent the copy waits for that. A rejection
   * (`copy-refused`, `cancelled`) means that the copy is not what the manifest says.
   */
  readonly onChecking?: ((checked: Promise<void>) => void) | undefined;
  /** Ends what is compared after the copy; what ends the copy where it is absent. */
  readonly checkSignal?: AbortSignal | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reading and copying file trees without leaving their roots. */
export interface Trees {
  /** @throws ObuilderError `copy-refused`: `..`, a missing source, a way through a link, a special file; `cancelled`; never partial */
  readManifest(request: ManifestRequest): Promise<Manifest>;
  /**
   * Writes what the manifest says, whose digest is the key of the result. What is written is hashed where nobody else can write
   * it any more: the bytes of a file may change without its times (through a shared mapping). Small files are as they were when
   * the manifest was read.
   *
   * @throws ObuilderError `copy-refused` when a file that has to be read again changed or a target cannot be made;
   *   `disk-full`; `cancelled`. What was written until then stays
   */
  copy(request: CopyRequest): Promise<void>;
  /** Reads the files of this copy anew the next time: what was remembered of them has turned out to be wrong. */
  forget(request: Pick<ManifestRequest, 'root' | 'src' | 'exclude' | 'memo'>): void;
}
