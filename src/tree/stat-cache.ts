import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { ManifestRequest, Trees } from '../contract/trees.ts';
import { isRacy } from '../files/racy.ts';
import { addSeen, packRecords, type Records, unpackRecords } from './stat-records.ts';

export const KIND = 'file-digests';
/** Files more than this are not remembered in one value, which would be too large to read at each build. */
const MOST_FILES = 200_000;

/** Digests of files that have not changed since they were read, for one copy operation. */
export interface StatCache {
  recall(stats: Stats): string | undefined;
  /** @param file.readAt when reading began, milliseconds since the epoch */
  add(file: { readonly stats: Stats; readonly digest: string; readonly readAt: number }): void;
  /** Keeps what was seen in this walk, and only that. */
  save(): void;
}

const none: StatCache = { recall: () => undefined, add: () => undefined, save: () => undefined };

/** By what the digests of a copy are remembered. */
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
      if (isUnchanged || seen.digests.length > MOST_FILES) return;
      memo.remember(KIND, key, packRecords(seen));
    },
  };
}

/** Finds the record of a file that has not changed. Files mostly come in the order in which they were remembered. */
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
