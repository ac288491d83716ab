import type { Stats } from 'node:fs';
import type { ManifestEntry, ManifestRequest } from '../../contract/trees.ts';
import type { Directory } from '../directory.ts';
import type { Filter } from '../exclude.ts';
import type { IgnoreFile } from '../ignore-file.ts';
import type { Pace } from '../pace.ts';
import type { StatCache } from '../stat-cache.ts';
import type { Sources } from './source.ts';

/** The state of reading a manifest, the same for all entries. */
export interface Reading {
  readonly request: ManifestRequest;
  readonly entries: ManifestEntry[];
  readonly warnings: string[];
  readonly cache: StatCache;
  readonly filter: Filter;
  readonly ignored: IgnoreFile | undefined;
  readonly pace: Pace;
  readonly sources: Sources;
}

/** An entry of a directory: the name, the path from the root, and the path at the destination. */
export interface FoundName {
  readonly directory: Directory;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Returns mode and owner for the manifest: both if the files are shown instead of copied, the mode if the copy keeps modes. */
export function aspectsOf({ request }: Reading, stats: Stats | undefined): Aspects {
  if (stats === undefined) return {};
  // The user controls the context, so a set-uid bit there means nothing.
  const isUsers = request.isUsers === true;
  const mode = stats.mode & (isUsers ? 0o777 : 0o7777);
  if (request.isMount === true) return isUsers ? {} : { mode, owner: [stats.uid, stats.gid] };
  return request.keepsModes === true && !stats.isSymbolicLink() ? { mode } : {};
}

type Aspects = Pick<ManifestEntry, 'mode' | 'owner'>;

/** Converts milliseconds to seconds with all digits of Node's times (about 0.3 µs). */
export const secondsOf = (milliseconds: number): number => milliseconds / 1000;
