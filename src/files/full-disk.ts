import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Space } from '../contract/space.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { nearestExisting } from '../host/probes.ts';

/** A directory on a full file system, and a text about the lack. */
export interface FullPlace {
  readonly place: string;
  readonly lack: string;
}

/** A file system with less free space counts as full, because many writes fail before the last block is taken. */
const FULL = { bytes: 8 * 1024 ** 2, inodes: 128, share: 1 / 16 } as const;

/** The type of ZFS in statfs(2). ZFS makes inodes on demand, and reports a count derived from its free bytes. btrfs reports 0. */
const ZFS = 0x2fc12fc1;

/** Returns the space of the file system of an existing path. Costs a single system call. */
export function spaceAt(existing: string): Space {
  const { type, bsize, blocks, bavail, files, ffree } = statfsSync(existing);
  const bytes = { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  if (files === 0 || type === ZFS) return bytes;
  return { ...bytes, totalInodes: files, freeInodes: ffree };
}

/** Whether an amount is so low that new files fail. A total of 0 means unknown. */
const isShort = (free: number, total: number, least: number) =>
  total > 0 && free <= Math.min(least, FULL.share * total);

/** Whether a file system with a fixed number of inodes has hardly any free inodes. */
const lacksInodes = ({ totalInodes = 0, freeInodes = 0 }: Space) =>
  isShort(freeInodes, totalInodes, FULL.inodes);

/** Returns a text about the lack of a full file system; undefined if free space is left. */
export function lackOf(space: Space): string | undefined {
  if (isShort(space.freeBytes, space.totalBytes, FULL.bytes)) return `${bytesText(space)} are free`;
  return lacksInodes(space) ? `${inodesText(space)} are free` : undefined;
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 ** 2)} MB`;

export const bytesText = ({ freeBytes, totalBytes }: Space) =>
  `${megabytes(freeBytes)} of ${megabytes(totalBytes)}`;

export const inodesText = ({ freeInodes = 0, totalInodes = 0 }: Space) =>
  `${freeInodes} of ${totalInodes} inodes`;

/** Returns the first path whose file system is full now. Asks the file systems; a missing path stands for its nearest existing parent. */
export function fullPlaceOf(paths: readonly string[]): FullPlace | undefined {
  for (const one of paths) {
    const place = nearestExisting(one);
    const lack = lackOf(spaceAt(place));
    if (lack !== undefined) return { place, lack };
  }
  return undefined;
}

/** The directories to which programs of the host and the runtime write. Errors of a write to an open file have no path. */
export const usualPlaces = (): readonly string[] => ['/run', '/dev/shm', tmpdir()];

const SPACE_CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether the kernel refused a write for lack of space, on any file system; `fullPlaceOf` finds the file system. */
export function isSpaceFault(error: unknown): boolean {
  if (isObuilderError(error, 'disk-full')) return true;
  return error instanceof Error && 'code' in error && SPACE_CODES.includes(error.code);
}

/** The paths in an error of Node. */
export function pathsIn(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const { path: first, dest } = error as { path?: unknown; dest?: unknown };
  return [first, dest].filter((one): one is string => typeof one === 'string' && path.isAbsolute(one));
}

/**
 * Returns the error for a write that the kernel refused for lack of space. The error names the full place.
 *
 * @param written the possible places of the write, besides the paths in the error
 */
export function diskFull(
  subject: string,
  error: unknown,
  { written, value }: { readonly written: readonly string[]; readonly value?: string | undefined },
): ObuilderError {
  if (isObuilderError(error, 'disk-full'))
    return new ObuilderError('disk-full', `${subject}: ${error.message}`, {
      value: error.value,
      hint: error.hint,
      cause: error,
    });
  const asked = [...pathsIn(error), ...written];
  const full = fullPlaceOf(asked);
  const where = full ? `${full.place} is full (${full.lack})` : refusedAlthough(asked);
  return new ObuilderError('disk-full', `${subject}: ${where}`, {
    value: value ?? full?.place,
    hint: full ? `Free space at ${full.place}.` : 'Look for a quota, or for another limit of the kernel.',
    cause: error,
  });
}

function refusedAlthough([place]: readonly string[]): string {
  if (place === undefined) return 'the kernel found no space for it';
  const near = nearestExisting(place);
  return `the kernel found no space for it at ${near}, where ${bytesText(spaceAt(near))} are free`;
}
