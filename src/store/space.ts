import { lstatSync, readdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { bytesIn } from '../host/file-trees.ts';
import { mountsBelow } from '../host/mounts.ts';
import type { Space } from './driver.ts';

/** The space of the file system that `directory` is on. */
export function diskSpace(directory: string): Space {
  const { bsize, blocks, bavail } = statfsSync(directory);
  return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
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
