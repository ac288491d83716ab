import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  linkSync,
  lutimesSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import type { UserDirectoryAspects, UserEntry, UserFile } from '../../contract/user-tree.ts';
import { errnoOf } from '../../files/errno.ts';
import { timeForNode } from '../../files/file-time.ts';
import { nativePath } from '../../files/names.ts';
import { splitPath } from '../../tree/cursor.ts';
import { type Directory, pathOf } from '../../tree/directory.ts';
import { setAspects } from './aspects.ts';
import type { Destination } from './destination.ts';
import { setExactTimes } from './exact-times.ts';
import { NEW, temporaryName } from './new-file.ts';
import { exportError } from './refused.ts';

/**
 * Writes entries, except for exact times with blocking calls.
 *
 * @param bytes the contents of the files, one after another
 */
export async function putEntries(
  destination: Destination,
  entries: readonly UserEntry[],
  bytes: Uint8Array,
): Promise<void> {
  let start = 0;
  for (const entry of entries) {
    const end = entry.kind === 'file' ? start + entry.size : start;
    try {
      putEntry(destination, entry, bytes.subarray(start, end));
    } catch (error) {
      throw exportError(error, 'write', `${destination.path}/${entry.path}`);
    }
    start = end;
  }
  const timed = entries.flatMap((entry) => (entry.kind === 'file' || entry.kind === 'link' ? [entry] : []));
  await setExactTimes(destination.path, timed);
}

function putEntry(destination: Destination, entry: UserEntry, content: Uint8Array): void {
  switch (entry.kind) {
    case 'directory':
      makeWritable(destination.directory(entry.path));
      break;
    case 'file':
      place(destination, entry.path, (target) => writeFile(target, entry, content));
      break;
    case 'link':
      place(destination, entry.path, (target) => {
        symlinkSync(nativePath(entry.target), target);
        const time = timeForNode(BigInt(entry.modified));
        lutimesSync(target, time, time);
      });
      break;
    case 'hard-link':
      putHardLink(destination, entry);
  }
}

function writeFile(target: string | Buffer, entry: UserFile, content: Uint8Array): void {
  const file = openSync(target, NEW, 0o600);
  try {
    for (let written = 0; written < content.length; ) written += writeSync(file, content, written);
    setAspects(file, entry);
  } finally {
    closeSync(file);
  }
}

/** An earlier export may have given the directory a mode without the right to write. */
function makeWritable(directory: Directory): void {
  const stats = directory.stat('.');
  if (stats === undefined || Number(stats.uid) !== process.geteuid?.()) return;
  const mode = Number(stats.mode) & 0o7777;
  if ((mode & ALL_OF_OWNER) !== ALL_OF_OWNER) chmodSync(directory.at('.'), mode | ALL_OF_OWNER);
}

/** Makes a temporary entry beside the target and renames it. A directory at the target is an error. */
function place(destination: Destination, path: string, make: (target: string | Buffer) => void): void {
  const { parent, name } = splitPath(path);
  const directory = destination.directory(parent);
  const temporary = directory.at(temporaryName());
  try {
    make(temporary);
    renameSync(temporary, directory.at(name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const ALL_OF_OWNER = 0o700;

/** Errors of file systems without hard links, and of a file with too many links. */
const NO_LINKS = new Set(['EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS']);

function putHardLink(destination: Destination, entry: Extract<UserEntry, { kind: 'hard-link' }>): void {
  const { parent, name: first } = splitPath(entry.to);
  const there = destination.directory(parent).openDirectory('.');
  try {
    place(destination, entry.path, (target) => {
      try {
        linkSync(there.at(first), target);
      } catch (error) {
        if (!NO_LINKS.has(errnoOf(error) ?? '')) throw error;
        copyFile(there, first, target);
      }
    });
  } finally {
    there.close();
  }
}

/** Copies through a descriptor: a path could lead through a link of somebody else. */
function copyFile(directory: Directory, name: string, target: string | Buffer): void {
  const source = directory.openFile(name);
  try {
    const { mode, mtime } = fstatSync(source);
    copyFileSync(pathOf(source), target, constants.COPYFILE_EXCL);
    utimesSync(target, mtime, mtime);
    chmodSync(target, mode & 0o777);
  } finally {
    closeSync(source);
  }
}

/** Sets modes last, because a mode may take the right to set times. */
export async function settle(
  destination: Destination,
  directories: readonly UserDirectoryAspects[],
): Promise<void> {
  for (const { path, modified } of directories) {
    const time = timeForNode(BigInt(modified));
    change(destination, path, (self) => utimesSync(self, time, time));
  }
  await setExactTimes(destination.path, directories);
  for (const { path, mode } of directories) change(destination, path, (self) => chmodSync(self, mode));
}

function change(destination: Destination, path: string, set: (self: string | Buffer) => void): void {
  try {
    set(destination.directory(path).at('.'));
  } catch (error) {
    // A directory of another user in which this user may write keeps its mode.
    if (errnoOf(error) !== 'EPERM') throw exportError(error, 'write', `${destination.path}/${path}`);
  }
}
