import { lstatSync, readdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Space } from '../contract/store.ts';
import { bytesIn } from '../files/file-trees.ts';
import { spaceAt } from '../files/full-disk.ts';
import { mountsBelow } from '../host/mounts.ts';

/** What nobody may take of a file system: this much, or this share of a small one. */
const RESERVE = { bytes: 1024 ** 3, share: 0.02, inodes: 10_000 } as const;

/** What may still be written before the reserve of a file system is touched. */
export const spareOf = ({ totalBytes, freeBytes }: Pick<Space, 'totalBytes' | 'freeBytes'>) =>
  freeBytes - Math.min(RESERVE.bytes, RESERVE.share * totalBytes);

/** What may still be written on the file system of `directory`; nothing if inodes are short. */
export function diskSpare(directory: string): number {
  const space = spaceAt(directory);
  const { totalInodes = 0, freeInodes = 0 } = space;
  if (totalInodes > 0 && freeInodes < Math.min(RESERVE.inodes, RESERVE.share * totalInodes)) return 0;
  return spareOf(space);
}

/** What is used of the file system that `directory` is on, by whomever. */
export function diskUsed(directory: string): number {
  const { bsize, blocks, bfree } = statfsSync(directory);
  return bsize * (blocks - bfree);
}

/**
 * What a store takes on a file system that it may share with others: a walk over its files, unless its root is that of the
 * file system. What is mounted in it shows files that were counted where they are.
 */
export async function storeUsed(root: string): Promise<number> {
  if (lstatSync(root).dev !== lstatSync(path.dirname(root)).dev) return diskUsed(root);
  const tmp = path.join(root, 'v1', 'tmp');
  const inTmp = readdirSync(tmp).map((entry) => path.join(tmp, entry));
  const parts = readdirSync(path.join(root, 'v1')).filter((name) => name !== 'tmp' && name !== 'view');
  const isCounted = inTmp.filter((entry) => mountsBelow([entry]).length === 0);
  return bytesIn([...parts.map((name) => path.join(root, 'v1', name)), ...isCounted]);
}
