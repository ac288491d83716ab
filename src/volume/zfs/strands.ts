import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { isObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { unmountBelow } from '../../host/mounts.ts';
import { foundNoSpace } from '../fault.ts';
import { createDataset, destroySnapshots, exists } from './commands.ts';
import { makeVolume, snapshotAndMove, snapshotAndUnmount } from './scripts.ts';

/** A store on ZFS. */
export interface ZfsPlace {
  /** The store's dataset. */
  readonly dataset: string;
  /** The parent of the volumes' datasets. */
  readonly volumes: string;
}

/**
 * Where a volume's files are. A strand is a dataset to which one step after another writes, with a snapshot after each step. So a
 * volume at rest is a snapshot of a strand. A strand has at most one open volume, whose note names the snapshot to come.
 */
interface Note {
  /** The dataset's name below `volumes`. */
  readonly strand: string;
  readonly snapshot: string;
}

const OURS = 'obuilder-';

/** Returns a unique name, since `promote` moves snapshots between strands, where equal names would collide. */
function newName(): string {
  const random = () => Math.random().toString(36).slice(2, 10);
  return `${OURS}${Date.now().toString(36)}-${random()}${random()}`;
}

/** Whether a snapshot is a volume's. Other programs, such as periodic snapshots, use other names. */
export const isOurs = (snapshot: string) => snapshot.startsWith(OURS);

/**
 * The file beside a volume with its note. It exists before the dataset, and all commands that make something for the volume hold a
 * lock on the file. So a removal finds everything, including the results of a command whose process was killed.
 */
const noteFile = (volume: string) => `${volume}.zfs`;
/** The note of a volume during its removal: the rename keeps new commands from starting. */
const doomedFile = (volume: string) => `${volume}.zfs-removed`;

function writeNote(volume: string, { strand, snapshot }: Note): void {
  writeFileSync(noteFile(volume), `${strand}@${snapshot}\n`, { mode: 0o600 });
}

/** Returns undefined for an incomplete note of a killed process: then nothing was made yet. */
function parseNote(text: string): Note | undefined {
  const [, strand, snapshot] = /^(.+)@(.+)\n$/.exec(text) ?? [];
  return strand === undefined || snapshot === undefined ? undefined : { strand, snapshot };
}

function readNote(volume: string): Note {
  const note = parseNote(readFileSync(noteFile(volume), 'utf8'));
  if (note === undefined) throw new Error(`the note of the volume ${volume} is damaged`);
  return note;
}

const nameOf = ({ volumes }: ZfsPlace, { strand, snapshot }: Note) => `${volumes}/${strand}@${snapshot}`;

/** Returns the snapshot of a volume at rest. */
export const snapshotOf = (place: ZfsPlace, volume: string) => nameOf(place, readNote(volume));

/** Opens a volume at `to` in a new strand, empty or with the files of the volume `from`. */
export async function startStrand(
  place: ZfsPlace,
  to: string,
  { from, isReadOnly = false }: { readonly from?: string; readonly isReadOnly?: boolean } = {},
): Promise<void> {
  const origin = from === undefined ? undefined : nameOf(place, readNote(from));
  const note: Note = { strand: newName(), snapshot: newName() };
  writeNote(to, note);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const make = () =>
    makeVolume({
      lock: noteFile(to),
      dataset: `${place.volumes}/${note.strand}`,
      origin,
      mountPoint: to,
      isReadOnly,
    });
  try {
    await make();
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed') || (await exists(place.volumes))) throw error;
    await makeParent(place.volumes);
    await make();
  }
}

/**
 * The properties that volumes inherit, independent of the properties of the pool. Set-uid programs and devices of a step work only
 * inside the step, whose sandbox allows them.
 */
const VOLUMES = {
  canmount: 'off',
  mountpoint: 'none',
  atime: 'off',
  exec: 'on',
  setuid: 'off',
  devices: 'off',
  readonly: 'off',
  'com.sun:auto-snapshot': 'false',
};

/**
 * Properties that old releases lack. `sync=disabled` makes `fsync` free during a step, because the snapshot puts the volume on disk;
 * with `sync=standard`, writing back a memory map also takes up to five seconds.
 */
const NEWER = { sync: 'disabled', xattr: 'sa', acltype: 'posixacl' };

async function makeParent(volumes: string): Promise<void> {
  try {
    await createDataset(volumes, { ...VOLUMES, ...NEWER });
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    await createDataset(volumes, VOLUMES);
  }
}

/** Puts a volume at rest: takes the snapshot of its note and unmounts the strand. */
export async function endStrand(place: ZfsPlace, volume: string): Promise<void> {
  const snapshot = nameOf(place, readNote(volume));
  await snapshotAndUnmount({ lock: noteFile(volume), mountPoint: volume, snapshot });
}

/** Puts the volume `from` at rest and opens `to` in the same strand. */
export async function continueStrand(place: ZfsPlace, from: string, to: string): Promise<void> {
  const note = readNote(from);
  try {
    writeNote(to, { strand: note.strand, snapshot: newName() });
    mkdirSync(to, { mode: 0o700 });
    await snapshotAndMove({ lock: noteFile(from), mountPoint: from, snapshot: nameOf(place, note) }, to);
  } catch (error) {
    await unmountBelow([to]);
    await destroySnapshots(`${place.volumes}/${note.strand}`, [note.snapshot]);
    forget({ volume: to, file: noteFile(to) });
    throw error;
  }
}

/** A volume during its removal. */
export interface Doomed {
  readonly volume: string;
  /** The file that has the note now. */
  readonly file: string;
  readonly note: Note | undefined;
}

/** Renames a volume's note, for the removal of the volume. Returns undefined for a volume without a note. */
export function doom(volume: string): Doomed | undefined {
  let file = doomedFile(volume);
  try {
    renameSync(noteFile(volume), file);
  } catch (error) {
    // A rename fails on a disk without a single free block; the note keeps its name then.
    if (foundNoSpace(error)) file = noteFile(volume);
    else if (errnoOf(error) !== 'ENOENT') throw error;
  }
  try {
    return { volume, file, note: parseNote(readFileSync(file, 'utf8')) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Deletes the directory and the note of a volume whose files are deleted. */
export function forget({ volume, file }: Pick<Doomed, 'volume' | 'file'>): void {
  try {
    rmdirSync(volume);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  rmSync(file, { force: true });
}
