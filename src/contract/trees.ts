import type { Memo } from './memo.ts';
import type { Exclude, GlobSource } from './spec.ts';

/**
 * A file, directory or link of a copy. `path` is relative to the copy's destination, without `.` and `..`, and empty for the
 * destination itself. names.ts defines the escapes for names outside UTF-8.
 */
export type ManifestEntry = {
  readonly path: string;
  /** Path of the source, relative to the source root; empty for the root itself. */
  readonly from: string;
  /** Seconds since the epoch with some 0.3 µs, negative before 1970. A copy asks for the exact time, unless the source is gone. */
  readonly modified: number;
  /** The permissions, with the set-uid, set-gid and sticky bits; absent if the copy decides. */
  readonly mode?: number | undefined;
  /** Numbers of user and group; absent if the copy decides. */
  readonly owner?: readonly [number, number] | undefined;
} & (
  | {
      readonly kind: 'file';
      readonly executable: boolean;
      readonly size: number;
      /** `sha256:` and 64 hex digits. */
      readonly digest: string;
    }
  | { readonly kind: 'directory' }
  | { readonly kind: 'link'; readonly target: string }
);

/** The content of a `copy`: parents before children, the names of each directory in byte order, sources in the given order. */
export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  /** SHA-256 over path, kind, executable bit, content digest, link target, mode and owner of every entry, but no times. */
  readonly digest: string;
  /** Warnings for the user, for instance about a file with a token. */
  readonly warnings?: readonly string[] | undefined;
}

export interface ManifestRequest {
  /** The source root: an absolute path. */
  readonly root: string;
  /** Name of the root in errors: `the context` or `build "NAME"`. */
  readonly rootName: string;
  /** As in the spec; relative to the root, even with a leading `/`. */
  readonly src: readonly (string | GlobSource)[];
  /** As in the spec, made absolute by the caller; keeps a trailing `/`. */
  readonly dst: string;
  readonly exclude: readonly Exclude[];
  /** Cache for the digests of unchanged files; leave out for a root read only once. */
  readonly memo?: Memo | undefined;
  /** The root belongs to the user who asks for the build, and is read with that user's rights. Its ignore file counts. */
  readonly isUsers?: boolean | undefined;
  /**
   * For a mount instead of a copy: the source must be a file or a directory. The entries of any root but the user's have modes and
   * owners, because a mount shows both.
   */
  readonly isMount?: boolean | undefined;
  /** The entries have the modes of the sources: of the user's files without set-uid, set-gid and sticky bits. */
  readonly keepsModes?: boolean | undefined;
  /** Path of the spec relative to the root, if inside: a copy of the spec deserves a warning. */
  readonly specFile?: string | undefined;
  /** Paths relative to the root, if inside, at which the build puts files after its end: a copy of such files deserves a warning. */
  readonly outputs?: readonly string[] | undefined;
  /** Paths relative to the root, if inside, of the spec's own base images: a copy of such files deserves a warning. */
  readonly images?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CopyRequest {
  readonly manifest: Manifest;
  /** The source root. */
  readonly from: string;
  /** The writable destination root. Links in the root never lead a copy outside. */
  readonly to: string;
  readonly dst: string;
  readonly user: { readonly uid: number; readonly gid: number };
  /** The mode of files and new directories without a mode in the manifest; by default 0755 or 0644. */
  readonly mode?: number | undefined;
  /** The source is read-only for everybody, so the manifest is still valid. */
  readonly isSealed?: boolean | undefined;
  /** A private directory beside `to`, for temporary files. */
  readonly scratch?: string | undefined;
  /**
   * Receives the promise of the comparison with the manifest, which goes on after the copy. If absent, the copy waits for the
   * comparison. A rejection (`copy-refused`, `cancelled`) means that the copy differs from the manifest.
   */
  readonly onChecking?: ((checked: Promise<void>) => void) | undefined;
  /** Cancels the comparison after the copy; `signal` by default. */
  readonly checkSignal?: AbortSignal | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads and copies file trees without leaving their roots.
 *
 * - A *manifest* lists the files of a copy with their digests. The manifest's digest is part of the key of the result.
 * - The *source root* is the context or the root file system of a nested build, the *destination root* that of a draft.
 *
 *     const manifest = await trees.readManifest({ root: context, rootName: 'the context', src: ['.'], dst: '/src/', exclude: [] });
 *     // … look up the result by manifest.digest …
 *     await trees.copy({ manifest, from: context, to: draft.rootfs, dst: '/src/', user });
 */
export interface Trees {
  /**
   * Lists and hashes the sources of a copy. Never returns a partial manifest.
   *
   * @throws ObuilderError `copy-refused` for `..`, a missing source, a path through a link, or a special file; `cancelled`
   */
  readManifest(request: ManifestRequest): Promise<Manifest>;
  /**
   * Writes the entries of the manifest. Hashes the written files, because a source may change without a change of times (through a
   * shared mapping) and only the copy is safe from other writers. Small files keep the bytes read for the manifest.
   *
   * @throws ObuilderError `copy-refused` if a source file has changed or a target cannot be made; `disk-full`; `cancelled`.
   *   Files written before the error stay
   */
  copy(request: CopyRequest): Promise<void>;
  /** Drops the cached digests of this copy, after a comparison has proved a cached digest wrong. */
  forget(request: Pick<ManifestRequest, 'root' | 'src' | 'exclude' | 'memo'>): void;
}
