import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { ManifestRequest, Trees } from '../contract/trees.ts';
import { isRacy } from '../files/racy.ts';
import { addSeen, packRecords, type Records, unpackRecords } from './stat-records.ts';

export const KIND = 'file-digests';
/** The cache of a copy with more files would be too large to read at each build. */
const MAX_FILES = 200_000;

/** Remembers the digests of unchanged files between builds, for one copy operation. */
export interface StatCache {
  recall(stats: Stats): string | undefined;
  /** @param file.readAt the start of reading, milliseconds since the epoch */
  add(file: { readonly stats: Stats; readonly digest: string; readonly readAt: number }): void;
  /** Stores the files of this walk, and forgets all other files. */
  save(): void;
}

const none: StatCache = { recall: () => undefined, add: () => undefined, save: () => undefined };

/** Returns the memo's key for the digests of a copy. */
export function cacheKey({ root, src, exclude }: Pick<ManifestRequest, 'root' | 'src' | 'exclude'>): string {
  return createHash('sha256')
    .update(JSON.stringify([root, src, exclude]))
    .digest('hex');
}

export const forgetDigests: Trees['forget'] = ({ memo, ...request }) => {
  memo?.remember(KIND, cacheKey(request), '');
};

export function openStatCache(request: ManifestRequest): StatCache {
  const { memo } = request;
  if (memo === undefined) return none;
  const key = cacheKey(request);
  const before = unpackRecords(memo.recall(KIND, key));
  const find = finder(before);
  const seen = { numbers: [], digests: [] };
  let added = 0;
  return {
    recall(stats) {
      const index = find(stats);
      if (index === undefined) return undefined;
      const digest = before.digest(index);
      addSeen(seen, stats, digest);
      return digest;
    },
    add({ stats, digest, readAt }) {
      if (isRacy(stats.ctimeMs, readAt)) return;
      addSeen(seen, stats, digest);
      added += 1;
    },
    save() {
      const isUnchanged = added === 0 && seen.digests.length === before.count;
      if (isUnchanged || seen.digests.length > MAX_FILES) return;
      memo.remember(KIND, key, packRecords(seen));
    },
  };
}

/** Returns a function that finds the record of an unchanged file. Files mostly come in the order of the records. */
function finder(records: Records): (stats: Stats) => number | undefined {
  let next = 0;
  let byInode: Map<number, number> | undefined;
  return (stats) => {
    if (!records.isOf(next, stats)) {
      byInode ??= records.byInode();
      const index = byInode.get(stats.ino);
      if (index === undefined || !records.isOf(index, stats)) return undefined;
      next = index;
    }
    next += 1;
    return next - 1;
  };
}
