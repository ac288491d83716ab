import type { ManifestEntry } from './contract.ts';
import type { Identity } from './identity.ts';

/**
 * What the reading of a manifest knows of a file besides the manifest itself. It spares the copy that follows in the same
 * process from reading small files again, and large ones from being hashed again. Kept by entry, and gone with it.
 */
export interface Source {
  readonly identity: Identity;
  /** The content, where it was read just now and is small. */
  readonly bytes?: Buffer | undefined;
  /** The identity is too young to vouch for the content. */
  readonly isRacy: boolean;
}

const sources = new WeakMap<ManifestEntry, Source>();

export function keepSource(entry: ManifestEntry, source: Source): void {
  sources.set(entry, source);
}

export function sourceOf(entry: ManifestEntry): Source | undefined {
  return sources.get(entry);
}
