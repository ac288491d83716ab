import { statfsSync } from 'node:fs';
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
