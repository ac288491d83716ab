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
  /** The dataset below which those of volumes are. */
  readonly volumes: string;
}

/**
 * Where a volume's files are. A strand is a dataset in which one step after the other was run; each left a snapshot. So a
 * volume is a snapshot of a strand, and the one that is writable, of which there is at most one in a strand, will be one.
 */
interface Note {
  /** The dataset's name below `volumes`. */
  readonly strand: string;
  readonly snapshot: string;
}

const OURS = 'obuilder-';

/** A name that nobody had before: snapshots go from one strand to another, and must not meet their like there. */
function newName(): string {
  const random = () => Math.random().toString(36).slice(2, 10);
  return `${OURS}${Date.now().toString(36)}-${random()}${random()}`;
}

/** Whether a volume may be this snapshot; else a program that takes snapshots by the clock has made it. */
export const isOurs = (snapshot: string) => snapshot.startsWith(OURS);

/**
 * The file beside a volume's path that holds its note. It is there before the dataset is, and commands that make something
 * for a volume hold a lock on it: so who removes a volume finds all that was made, also by a command whose process was killed.
 */
const noteFile = (volume: string) => `${volume}.zfs`;
/** The note of a volume that is being removed: no command for it begins any more. */
const doomedFile = (volume: string) => `${volume}.zfs-removed`;

function writeNote(volume: string, { strand, snapshot }: Note): void {
  writeFileSync(noteFile(volume), `${strand}@${snapshot}\n`, { mode: 0o600 });
}

/** Undefined where the process was killed before the note was whole: then nothing was made yet. */
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

/** A new volume at `to`, empty or with the files of the volume `from`. */
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
 * What volumes inherit, whatever the pool's owner thinks good elsewhere. Set-uid programs and devices of a step work in the step
 * only: its sandbox allows them to itself.
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
 * What old releases do not know. A volume is on disk with its snapshot and needs to be no sooner, so `fsync` may cost nothing
 * in a step; else writing back what a program wrote through a memory map takes up to five seconds, too.
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

/** The volume becomes what its note says, and its strand rests. */
export async function endStrand(place: ZfsPlace, volume: string): Promise<void> {
  const snapshot = nameOf(place, readNote(volume));
  await snapshotAndUnmount({ lock: noteFile(volume), mountPoint: volume, snapshot });
}

/** The volume `from` becomes what its note says, and its strand goes on at `to`. */
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

/** A volume that is being removed. */
export interface Doomed {
  readonly volume: string;
  /** Where its note is now. */
  readonly file: string;
  readonly note: Note | undefined;
}

/** Takes a volume's note away, for its removal; undefined where it has none. */
export function doom(volume: string): Doomed | undefined {
  let file = doomedFile(volume);
  try {
    renameSync(noteFile(volume), file);
  } catch (error) {
    // On a disk that is full to the last block it has to stay where it is.
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

/** Removes what is left of a volume whose files are gone. */
export function forget({ volume, file }: Pick<Doomed, 'volume' | 'file'>): void {
  try {
    rmdirSync(volume);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  rmSync(file, { force: true });
}
