import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  promises,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { SlotWords } from '../../contract/slots.ts';
import { errnoOf } from '../../files/errno.ts';
import { foundNoSpace } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { type Layout, META, SLOT_DATA } from '../layout.ts';

const READABLE = 40;

/** Returns a file name for a slot: the readable part of the name and a digest, because names may contain any character. */
export function encodeSlotName(name: string): string {
  const readable = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, READABLE);
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** Returns the numbers of a slot's versions on disk, ascending. The last version is the slot; earlier versions await deletion. */
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

/** Returns the volume of a slot's version. A pruned slot's version has no volume. */
export const dataOf = (slot: string, version: number) => path.join(slot, String(version), SLOT_DATA);

/** An entry of `tmp`: a candidate for a slot's next version. */
export interface SlotVersion {
  /** The slot's directory. */
  readonly slot: string;
  readonly entry: string;
  /** The version that the entry is a copy of. */
  readonly version: number;
  readonly words?: SlotWords | undefined;
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
 * Gives the next number to the first of several copies. The kernel decides, because renaming onto a non-empty directory fails.
 * Later copies find a higher number than their own version.
 */
async function becomeNext({ slot, entry, version, words }: SlotVersion): Promise<boolean> {
  if (latestOf(slot) !== version) return false;
  mkdirSync(slot, { recursive: true, mode: 0o700 });
  if (words !== undefined) keepWords(slot, words);
  try {
    await promises.rename(entry, path.join(slot, String(version + 1)));
    return true;
  } catch (error) {
    if (TAKEN.includes(errnoOf(error))) return false;
    throw error;
  }
}

/** The file is no version: its name is no number. Only listings read the words, so a full disk or a damaged file does no harm. */
function keepWords(slot: string, { name, scope }: SlotWords): void {
  const file = path.join(slot, META);
  if (existsSync(file)) return;
  try {
    writeFileSync(file, JSON.stringify({ name, scope }), { mode: 0o600 });
  } catch (error) {
    if (!foundNoSpace(error)) throw error;
  }
}

export function wordsOf(slot: string): Partial<SlotWords> {
  try {
    const { name, scope } = JSON.parse(readFileSync(path.join(slot, META), 'utf8')) as Record<
      string,
      unknown
    >;
    return typeof name === 'string' && typeof scope === 'string' ? { name, scope } : {};
  } catch {
    return {};
  }
}

/** Error codes of a rename onto an existing number: ENOTDIR if the slot was pruned. */
const TAKEN: readonly unknown[] = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'];

/** Uses are recorded once a minute, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN_MS = 60_000;

/** Records a use of existing slots: the modification time of a slot's directory is the last use. */
export function touchSlots({ layout }: Pick<Engine, 'layout'>, names: Iterable<string>): void {
  const now = Date.now();
  for (const name of new Set(names)) {
    const slot = path.join(layout.slots, encodeSlotName(name));
    const times = statSync(slot, { throwIfNoEntry: false });
    if (times === undefined || times.mtimeMs > now - USE_GRAIN_MS) continue;
    try {
      utimesSync(slot, now / 1000, now / 1000);
    } catch (error) {
      // A full store is still readable, and another build may be deleting the slot.
      if (!foundNoSpace(error) && errnoOf(error) !== 'ENOENT') throw error;
    }
  }
}

/** A slot with files. `used`: the last use, in milliseconds since the epoch. */
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
 * Prunes a slot by adding a version without files, so that an earlier copy cannot become the slot.
 *
 * @returns false if a step has replaced the slot meanwhile
 */
export function dropSlot(engine: Engine, { slot, version }: SlotUse): boolean {
  if (latestOf(slot) !== version) return false;
  try {
    // The new version is a file, hence has no data. A hard link needs no inode.
    linkSync(engine.layout.pruneLock, path.join(slot, String(version + 1)));
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    // A full disk may also have prevented creating the lock file.
    if (errnoOf(error) === 'ENOENT' && existsSync(engine.layout.pruneLock)) return false;
    if (errnoOf(error) !== 'ENOENT' && !foundNoSpace(error)) throw error;
    return dropInPlace(engine, path.join(slot, String(version)));
  }
  dropOld(engine, slot);
  return true;
}

/** Deletes a version in place if the disk is too full for another name and the driver removes volumes in one step. */
function dropInPlace({ driver, trash }: Engine, directory: string): boolean {
  if (!driver.removesAtOnce) return false;
  trash.add(directory);
  return true;
}
