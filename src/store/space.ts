import { statfs } from 'node:fs/promises';
import type { Space } from './driver.ts';

/** The space of the file system that `directory` is on, all of it. */
export async function diskSpace(directory: string): Promise<Space> {
  const { bsize, blocks, bfree, bavail } = await statfs(directory);
  return { totalBytes: bsize * blocks, freeBytes: bsize * bavail, usedBytes: bsize * (blocks - bfree) };
}
