import type { ChainLayer } from './remote.ts';
import type { Result } from './results.ts';

export type LayerCompression = 'zstd' | 'gzip';

/** What tells the files of a result from those of other results with the same id. */
export type Making = Pick<Result, 'id' | 'startedAt' | 'parent' | 'parentMadeAt' | 'vouchedBy'>;

/**
 * A member of a layer. The list of a layer's members is stored beside the layer, and tells which files a layer has without a transfer of the
 * layer.
 */
export interface LayerMember {
  readonly kind: 'directory' | 'link' | 'other';
  /** Relative to the root, which is `''`, with one character (U+0000 to U+00FF) a byte. Whiteouts have their reserved names. */
  readonly path: string;
  /** A directory that the layers below lack. */
  readonly isNew?: boolean | undefined;
  /** Of a symbolic link. */
  readonly target?: string | undefined;
}

/** Bytes of a list of members, and of the lists of a chain. A layer of more members has no list. */
export const MAX_MEMBERS_BYTES = 16 * 1024 * 1024;
/** Members of a list, and of the lists of a chain: each takes about a hundred bytes of memory. */
export const MAX_MEMBERS = 500_000;

/** A layer in a file that only root can read. */
export interface MadeLayer {
  readonly layer: ChainLayer;
  readonly file: string;
  /** The list of the members; undefined for too many members. */
  readonly members?: Buffer | undefined;
}

/** The form of a layer's bytes. */
export interface LayerForm {
  readonly compression: LayerCompression;
  /** Later times of files become this time, in seconds since the epoch (SOURCE_DATE_EPOCH). */
  readonly latestSeconds?: number | undefined;
}

export interface MakeLayerOptions extends LayerForm {
  /** A directory visible to root only, for the layer's file. */
  readonly scratch: string;
  readonly onProgress?: ((doneBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ApplyLayerOptions {
  /** A writable copy of the exact base. */
  readonly rootfs: string;
  readonly onProgress?: ((doneBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface ApplyChainOptions extends ApplyLayerOptions {
  /** A directory for temporary files, on the file system of `rootfs`. */
  readonly scratch: string;
  /** Whether `rootfs` is empty and the layers are those of an image. */
  readonly isImage: boolean;
}

/**
 * Differences between results as layers.
 *
 *     const { layer, file } = await layers.make(result, { compression: 'zstd', scratch });
 *     // on another machine, on a copy of the same base:
 *     await layers.apply(bytes, layer, { rootfs: draft.rootfs });
 *
 * Equal differences give equal bytes. Memory grows with the number of files, not with their bytes.
 */
export interface Layers {
  /**
   * Returns the layer of a `run` or `copy` result if an earlier `make` or `remember` on this store tells it, for exactly this making
   * (`startedAt`) on exactly its base; undefined otherwise. With a form, returns only a layer of this form.
   */
  known(result: Result, form?: LayerForm): ChainLayer | undefined;
  /**
   * Remembers the layer of a result that was made by `apply`. Call `remember` before the commit: as soon as a result is there, builds on
   * the result ask for its layer.
   */
  remember(result: Making, layer: ChainLayer): void;
  /**
   * Writes the difference between a result and its base (between a result and nothing for `from`) into a file, and remembers the layer.
   *
   * @throws ObuilderError `result-missing` if result or base is gone, `layer-impossible` if no layer can hold the difference, `disk-full`,
   *   `cancelled`
   */
  make(result: Result, options: MakeLayerOptions): Promise<MadeLayer>;
  /**
   * Writes all files of a directory into a layer. Nobody else changes the files meanwhile.
   *
   * @throws ObuilderError like `make`
   */
  makeWhole(directory: string, options: MakeLayerOptions): Promise<MadeLayer>;
  /** Reads a list of members; undefined for other bytes. */
  parseMembers(bytes: Buffer): readonly LayerMember[] | undefined;
  /**
   * Applies a layer to a copy of its base. Checks the digest of the content while the bytes stream; after an error the copy must be
   * discarded. The caller proves the compressed bytes, as `Carrier.open` does.
   *
   * @throws ObuilderError `remote-lost` for other bytes than the layer's, `disk-full`, `cancelled`, and the errors of `bytes`
   */
  apply(bytes: AsyncIterable<Buffer>, layer: ChainLayer, options: ApplyLayerOptions): Promise<void>;
  /**
   * Applies layers over each other, the lowest first: `apply` for several layers, fetched a few ahead.
   *
   * @throws ObuilderError like `apply`
   */
  applyChain(
    layers: readonly ChainLayer[],
    open: (layer: ChainLayer, signal: AbortSignal) => AsyncIterable<Buffer>,
    options: ApplyChainOptions,
  ): Promise<void>;
}
