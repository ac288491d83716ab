import type { StoredBytes, Traffic } from '../contract/remote.ts';
import type { AssembledImage } from '../oci/assemble.ts';

/** A blob that can be read again from the start. */
export interface SourceBlob extends StoredBytes {
  readonly open: () => AsyncIterable<Buffer>;
}

/** Another repository that may have a blob. */
export interface OtherRepository {
  readonly domain: string;
  readonly repository: string;
}

/**
 * Images by tag and blobs by digest: a repository of a registry or a layout in a directory. Throws the errors of the client below;
 * `isLoss` tells missing things from failures.
 */
export interface ImagePlace {
  readonly name: string;
  readonly kind: string;
  /** Whether `put` of one carrier must wait for each other. */
  readonly takesOnePut?: boolean;
  /** See `Carrier.hasCheapPuts`. */
  readonly hasCheapPuts?: boolean;
  /** Bytes of blobs that are stored without a question, because the question costs as much; 0 by default. */
  readonly unaskedBytes?: number;
  /** Whether each question costs a request. */
  readonly asksByRequest?: boolean;
  /** See `Carrier.silentMs`. */
  readonly silentMs?: number;
  /** Searches at once. */
  readonly maxSearches: number;
  /** Returns the manifest of a tag; undefined if missing. */
  readTag(tag: string, signal: AbortSignal): Promise<Buffer | undefined>;
  hasTag(tag: string, signal: AbortSignal): Promise<boolean>;
  /** Returns a small blob with this digest. */
  readBlob(digest: string, limit: number, signal: AbortSignal): Promise<Buffer>;
  /** Streams a blob; the caller checks the digest. */
  streamBlob(bytes: StoredBytes, signal: AbortSignal): AsyncIterable<Buffer>;
  hasBlob(bytes: StoredBytes, signal: AbortSignal): Promise<boolean>;
  /** Called after a stream with other bytes than those of the digest: `hasBlob` must not count the blob, if it can be replaced. */
  distrust?(digest: string): void;
  /** Stores a blob that is missing. @param other may have the blob already */
  putBlob(
    blob: SourceBlob,
    options: { readonly other?: OtherRepository | undefined; readonly signal: AbortSignal },
  ): Promise<void>;
  /** Gives an image a tag, after all of its blobs are stored. */
  tag(tag: string, image: AssembledImage, signal: AbortSignal): Promise<void>;
  /**
   * Called once before the tags of a search or a `put` are read, the tag of the whole build last.
   *
   * @param isFresh whether other runners may have stored tags since the last call
   */
  prepare?(tags: readonly string[], signal: AbortSignal, isFresh?: boolean): Promise<void>;
  /** Called once after the images of a `put`. */
  finish?(signal: AbortSignal): Promise<void>;
  /** Called after a failed `put`. */
  abandon?(): void;
  traffic(): Traffic;
  close(): void;
}
