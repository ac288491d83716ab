import type { LayerCompression, Layers } from '../../contract/layers.ts';
import type { Carrier } from '../../contract/remote.ts';

interface Destination {
  readonly carrier: Carrier;
  /** Of new layers. */
  readonly compression: LayerCompression;
}

/** Opened carriers. A carrier for both directions is the same object in both lists. */
export interface OpenedCarriers {
  /** In the order of asking. */
  readonly from: readonly Carrier[];
  readonly to: readonly Destination[];
  readonly layers: Layers;
}

/** Access to results on other machines. */
export interface RemoteMachinery {
  readonly settings: RemoteSettings;
  /** Loads the code of the carriers. Called at most once, and only if the store lacks a result or has a new result. */
  readonly open: () => Promise<OpenedCarriers>;
}

export interface RemoteSettings {
  /** Whether there are carriers to ask. */
  readonly mayFind: boolean;
  /** Whether there are carriers to store results on. */
  readonly mayStore: boolean;
  /** Names of cache slots that travel. */
  readonly slots: readonly string[];
  /** A carrier that fails makes the build fail. */
  readonly isRequired: boolean;
  /** The key of signatures. Records without a valid signature do not count, and new records are signed. */
  readonly key?: Uint8Array | undefined;
  /** A result that took fewer seconds is not stored, unless a stored result stands on it. */
  readonly minSeconds: number;
  /** A result with more compressed bytes for each second of its step is not stored, unless a stored result stands on it. */
  readonly maxBytesPerSecond: number;
  /** Milliseconds that all lookups of a build may take together. */
  readonly findMs: number;
}
