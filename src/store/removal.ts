import { lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import { unmountBelow } from '../host/mounts.ts';
import type { SnapshotDriver } from '../volume/driver.ts';
import { ROOTFS, SLOT_DATA } from './layout.ts';

/**
 * Deletes entries of `tmp` with their volumes. Unmounts leftover mounts first, because deleting must never reach into another file
 * system. If unmounting fails, deletes nothing and throws.
 */
export async function removeEntries(driver: SnapshotDriver, entries: readonly string[]): Promise<void> {
  const present = entries.filter(isDirectory);
  // The store creates directories only. `rmSync` deletes a link, never the target.
  for (const entry of entries.filter((one) => !present.includes(one))) rmSync(entry, { force: true });
  if (present.length === 0) return;
  await unmountBelow(present);
  await driver.remove(present.flatMap((entry) => [path.join(entry, ROOTFS), path.join(entry, SLOT_DATA)]));
  for (const entry of present) rmSync(entry, { recursive: true, force: true });
}

const isDirectory = (entry: string) => lstatSync(entry, { throwIfNoEntry: false })?.isDirectory() === true;
