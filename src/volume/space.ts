import { lstatSync, readdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Space } from '../contract/space.ts';
import { bytesIn } from '../files/file-trees.ts';
import { spaceAt } from '../files/full-disk.ts';
import { mountsBelow } from '../host/mounts.ts';

/** The part of a file system that stays free: an amount, or a share of a small file system. */
const RESERVE = { bytes: 1024 ** 3, share: 0.02, inodes: 10_000 } as const;

/** Returns the bytes that may be written before a file system's reserve is touched. */
export const spareOf = ({ totalBytes, freeBytes }: Pick<Space, 'totalBytes' | 'freeBytes'>) =>
  freeBytes - Math.min(RESERVE.bytes, RESERVE.share * totalBytes);

/** Returns the bytes that may be written on the file system of `directory`: 0 if inodes are short. */
export function diskSpare(directory: string): number {
  const space = spaceAt(directory);
  const { totalInodes = 0, freeInodes = 0 } = space;
  if (totalInodes > 0 && freeInodes < Math.min(RESERVE.inodes, RESERVE.share * totalInodes)) return 0;
  return spareOf(space);
}

/** Returns the used bytes of the file system of `directory`, the store's and all others. */
export function diskUsed(directory: string): number {
  const { bsize, blocks, bfree } = statfsSync(directory);
  return bsize * (blocks - bfree);
}

/**
 * Returns the bytes of a store on a file system that may hold other files too: walks over the store's files, unless the store's root is
 * the root of the file system. Skips mounts inside the store, because the walk counts the mounted files at their own path.
 */
export async function storeUsed(root: string): Promise<number> {
  if (lstatSync(root).dev !== lstatSync(path.dirname(root)).dev) return diskUsed(root);
  const tmp = path.join(root, 'v1', 'tmp');
  const inTmp = readdirSync(tmp).map((entry) => path.join(tmp, entry));
  const parts = readdirSync(path.join(root, 'v1')).filter((name) => name !== 'tmp' && name !== 'view');
  const isCounted = inTmp.filter((entry) => mountsBelow([entry]).length === 0);
  return bytesIn([...parts.map((name) => path.join(root, 'v1', name)), ...isCounted]);
}
