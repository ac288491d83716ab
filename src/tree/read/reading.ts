import type { ManifestEntry, ManifestRequest } from '../../contract/trees.ts';
import type { Directory } from '../directory.ts';
import type { Filter } from '../exclude.ts';
import type { Pace } from '../pace.ts';
import type { StatCache } from '../stat-cache.ts';
import type { Sources } from './source.ts';

/** A reading of sources: what stays the same on the way down. */
export interface Reading {
  readonly request: ManifestRequest;
  readonly entries: ManifestEntry[];
  readonly warnings: string[];
  readonly cache: StatCache;
  readonly filter: Filter;
  readonly pace: Pace;
  readonly sources: Sources;
}

/** An entry of a directory, by its name there, its path from the root, and its path at the destination. */
export interface Place {
  readonly directory: Directory;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Seconds of a time in milliseconds, with all digits that Node gives (some 0.3 µs): a build directory in a cache slot takes a file
 * that was edited within the same second for an old one otherwise.
 */
export const secondsOf = (milliseconds: number): number => milliseconds / 1000;
