import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { unmountBelow } from '../host/mounts.ts';
import type { SnapshotDriver } from './driver.ts';
import { ROOTFS, SLOT_DATA } from './layout.ts';

/**
 * Removes entries of `tmp` with their volumes. Mounts that somebody left in them go first, since deleting must never
 * reach into another file system; where one cannot be unmounted nothing is removed.
 */
export async function removeEntries(driver: SnapshotDriver, entries: readonly string[]): Promise<void> {
  const present = entries.filter((entry) => existsSync(entry));
  if (present.length === 0) return;
  await unmountBelow(present);
  await driver.remove(present.flatMap((entry) => [path.join(entry, ROOTFS), path.join(entry, SLOT_DATA)]));
  for (const entry of present) rmSync(entry, { recursive: true, force: true });
}
