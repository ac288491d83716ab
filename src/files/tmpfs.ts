import { statfsSync } from 'node:fs';

/** The types in statfs(2) of file systems in memory. */
const IN_MEMORY = new Set([0x0102_1994 /* tmpfs */, 0x8584_58f6 /* ramfs */]);

/** Whether files in `directory` stay off every disk, except for swap. */
export function isInMemory(directory: string): boolean {
  try {
    return IN_MEMORY.has(statfsSync(directory).type);
  } catch {
    return false;
  }
}
