import { existsSync, statSync } from 'node:fs';
import { asStoreError } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { dataOf, latestOf } from './versions.ts';

interface Cloning {
  /** The slot's directory. */
  readonly slot: string;
  readonly to: string;
  /** Whether the slot keeps its volume, and the clone goes to `to`. Otherwise the two change places. */
  readonly keepsVolume: boolean;
}

/**
 * Clones the slot's latest version, if that version has files, and returns the version's number, 0 for a new slot. Another process
 * may delete a version during the clone: then the loop tries the next version.
 */
export async function copyLatest(engine: Engine, { slot, to, keepsVolume }: Cloning): Promise<number> {
  const { driver } = engine;
  for (;;) {
    const version = latestOf(slot);
    const from = dataOf(slot, version);
    if (!existsSync(from)) {
      if (latestOf(slot) === version) return version;
      continue;
    }
    try {
      if (!(await isWholeClone(engine, from, to))) continue;
      // The kernel has the files in memory that earlier steps have read, by volume: so the next step gets the slot's volume.
      if (!keepsVolume) await driver.exchange?.(from, to);
      return version;
    } catch (error) {
      const told = asStoreError(driver, error);
      await driver.remove([to]);
      if (existsSync(from)) throw told;
    }
  }
}

/** Makes a clone. Removes the clone if another step has got the volume meanwhile: that step may have changed files. */
async function isWholeClone({ driver }: Engine, from: string, to: string): Promise<boolean> {
  const volume = volumeAt(from);
  await driver.snapshot(from, to);
  if (driver.exchange === undefined || volumeAt(from) === volume) return true;
  await driver.remove([to]);
  return false;
}

/** Each volume has a device number of its own. */
const volumeAt = (directory: string) => statSync(directory, { throwIfNoEntry: false })?.dev;
