import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, promises, readdirSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../../files/errno.ts';
import { foundNoSpace } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { type Layout, SLOT_DATA } from '../layout.ts';

const READABLE = 40;

/** A file name for a slot: what is readable of its name, and a digest of all of it, since a name may hold anything. */
export function encodeSlotName(name: string): string {
  const readable = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, READABLE);
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** The numbers of a slot's versions that are on disk, ascending. The last is the slot; others wait to be removed. */
function versionsOf(slot: string): readonly number[] {
  try {
    const numbers = readdirSync(slot).map(Number);
    return numbers.filter(Number.isSafeInteger).sort((a, b) => a - b);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

export const latestOf = (slot: string) => versionsOf(slot).at(-1) ?? 0;

/** The volume of a slot's version; there is none where that version says that the slot was pruned. */
export const dataOf = (slot: string, version: number) => path.join(slot, String(version), SLOT_DATA);

/** An entry of `tmp` that is to become a slot's next version. */
export interface SlotVersion {
  /** The slot's directory. */
  readonly slot: string;
  readonly entry: string;
  /** The version that the entry was taken from. */
  readonly version: number;
}

export async function replaceSlot(engine: Engine, copy: SlotVersion): Promise<boolean> {
  if (!(await becomeNext(copy))) {
    engine.trash.add(copy.entry);
    return false;
  }
  dropOld(engine, copy.slot);
  return true;
}

function dropOld(engine: Engine, slot: string): void {
  for (const old of versionsOf(slot).slice(0, -1)) {
    const directory = path.join(slot, String(old));
    if (!engine.trash.take(directory) && existsSync(directory)) dropInPlace(engine, directory);
  }
}

/**
 * The first of several copies gets the next number: renaming onto a directory that is not empty fails, so the kernel
 * decides. A copy that comes later still finds a higher number than the one it was taken from.
 */
async function becomeNext({ slot, entry, version }: SlotVersion): Promise<boolean> {
  if (latestOf(slot) !== version) return false;
  mkdirSync(slot, { recursive: true, mode: 0o700 });
  try {
    await promises.rename(entry, path.join(slot, String(version + 1)));
    return true;
  } catch (error) {
    if (TAKEN.includes(errnoOf(error))) return false;
    throw error;
  }
}

/** What the kernel says of a number that is taken: ENOTDIR if the slot was pruned. */
const TAKEN: readonly unknown[] = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'];

/** A use is written down at this grain, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN = 60_000;

/** Notes that these slots are of use, where they are there: a directory's time is when its slot was last of use. */
export function touchSlots({ layout }: Pick<Engine, 'layout'>, names: Iterable<string>): void {
  const now = Date.now();
  for (const name of new Set(names)) {
    const slot = path.join(layout.slots, encodeSlotName(name));
    const times = statSync(slot, { throwIfNoEntry: false });
    if (times === undefined || times.mtimeMs > now - USE_GRAIN) continue;
    try {
      utimesSync(slot, now / 1000, now / 1000);
    } catch (error) {
      // A store that is full can still be read, and another build may be taking the slot away.
      if (!foundNoSpace(error) && errnoOf(error) !== 'ENOENT') throw error;
    }
  }
}

/** A slot that has files, and when it was last of use, in milliseconds since the epoch. */
export interface SlotUse {
  /** The slot's directory. */
  readonly slot: string;
  readonly version: number;
  readonly used: number;
}

export function listSlots({ slots }: Pick<Layout, 'slots'>): readonly SlotUse[] {
  return readdirSync(slots).flatMap((name) => {
    const slot = path.join(slots, name);
    const version = latestOf(slot);
    const data = dataOf(slot, version);
    return existsSync(data) ? [{ slot, version, used: statSync(slot).mtimeMs }] : [];
  });
}

/**
 * Drops what a slot holds, by a version without files: so a copy that was taken before does not become the slot.
 *
 * @returns false where a step has replaced it meanwhile
 */
export function dropSlot(engine: Engine, { slot, version }: SlotUse): boolean {
  if (latestOf(slot) !== version) return false;
  try {
    // A version that is a file has no files. A further name for a file needs no inode.
    linkSync(engine.layout.pruneLock, path.join(slot, String(version + 1)));
  } catch (error) {
    // The lock is not there if the disk had no space for it.
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOENT') return false;
    if (!foundNoSpace(error)) throw error;
    return dropInPlace(engine, path.join(slot, String(version)));
  }
  dropOld(engine, slot);
  return true;
}

/** On a disk that is too full for a further name, a volume may still go where it is. */
function dropInPlace({ driver, trash }: Engine, directory: string): boolean {
  if (!driver.removesAtOnce) return false;
  trash.add(directory);
  return true;
}
