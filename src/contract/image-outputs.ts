import type { ImageReport } from './events.ts';
import type { ImageOutput } from './outputs.ts';
import type { ChainLayer, ResultConfig } from './remote.ts';

/** A layer with its bytes at hand. */
export interface ReadyLayer {
  readonly layer: ChainLayer;
  readonly open: () => AsyncIterable<Buffer>;
  /** Deletes the bytes; a later `ready` makes the bytes again. */
  readonly drop: () => void;
}

/** A layer of an image to write. */
export interface ImageLayer {
  /** The layer, if a memo or the base image tells it without reading files. */
  readonly known: ChainLayer | undefined;
  /** The repository of the base image, which may have the layer. */
  readonly repository?: { readonly domain: string; readonly repository: string } | undefined;
  /** The operation, for the history of the image. */
  readonly operation: string;
  /** Milliseconds since the epoch; absent for a layer of unknown age. */
  readonly createdAt?: number | undefined;
  /** Makes the bytes, once until `drop`. The digest may differ from `known` if another release made the known layer. */
  readonly ready: () => Promise<ReadyLayer>;
}

export interface ImageRequest {
  readonly output: ImageOutput;
  readonly facts: ResultConfig;
  /** Further fields of the config, such as `Labels`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The lowest first. */
  readonly layers: readonly ImageLayer[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Called after each piece that leaves this machine or reaches the archive. */
  readonly onBytes: (bytes: number) => void;
  /** Called before the first layer of an archive, and of each repository. */
  readonly onStart: () => void;
  /** Called when a layer is in its place; 0 bytes were sent for a layer that was there. */
  readonly onLayer: (layer: ImageLayer, sentBytes: number) => void;
  readonly signal: AbortSignal;
}

/** Images of results for the user of the build: archives with the user's rights, pushes with the user's credentials. */
export interface ImageOutputs {
  /** Checks the names of an output before the build. @throws ObuilderError `input-invalid` */
  check(output: ImageOutput): Promise<void>;
  /**
   * Writes or pushes an image, whole or not at all: a registry gets the manifest last.
   *
   * @throws ObuilderError `export-failed` with the refused name and the account, `cancelled`, and the errors of `ready`
   */
  write(request: ImageRequest): Promise<ImageReport>;
}
