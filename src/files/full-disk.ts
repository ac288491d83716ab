import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Space } from '../contract/store.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';

/** A directory whose file system is full, and what is missing in words. */
export interface FullPlace {
  readonly place: string;
  readonly lack: string;
}

/** A file system with less than this left is full, because many writes fail before the last block is taken. */
const FULL = { bytes: 8 * 1024 ** 2, inodes: 128, share: 1 / 16 } as const;

/** ZFS makes inodes as it needs them, and reports a count that follows from its free bytes. btrfs reports 0. */
const ZFS = 0x2fc12fc1;

/** Asks the file system of an existing path: one system call. */
export function spaceAt(existing: string): Space {
  const { type, bsize, blocks, bavail, files, ffree } = statfsSync(existing);
  const bytes = { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  if (files === 0 || type === ZFS) return bytes;
  return { ...bytes, totalInodes: files, freeInodes: ffree };
}

/** Whether so little is left of one amount that new files fail. An amount of 0 in total means that nothing is known. */
const isShort = (free: number, total: number, least: number) =>
  total > 0 && free <= Math.min(least, FULL.share * total);

/** Whether a file system has inodes, and hardly any of them are left. */
const lacksInodes = ({ totalInodes = 0, freeInodes = 0 }: Space) =>
  isShort(freeInodes, totalInodes, FULL.inodes);

/** What a full file system lacks, in words; undefined if it has room. */
export function lackOf(space: Space): string | undefined {
  if (isShort(space.freeBytes, space.totalBytes, FULL.bytes)) return `${bytesText(space)} are free`;
  return lacksInodes(space) ? `${inodesText(space)} are free` : undefined;
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 ** 2)} MB`;

export const bytesText = ({ freeBytes, totalBytes }: Space) =>
  `${megabytes(freeBytes)} of ${megabytes(totalBytes)}`;

export const inodesText = ({ freeInodes = 0, totalInodes = 0 }: Space) =>
  `${freeInodes} of ${totalInodes} inodes`;

/** The first of these paths whose file system is full now. Asks the file systems; a path that is missing stands for its parent. */
export function fullPlaceOf(paths: readonly string[]): FullPlace | undefined {
  for (const one of paths) {
    const place = nearest(one);
    const lack = lackOf(spaceAt(place));
    if (lack !== undefined) return { place, lack };
  }
  return undefined;
}

const nearest = (file: string): string =>
  existsSync(file) || file === path.dirname(file) ? file : nearest(path.dirname(file));

/** Where programs of the host and the runtime write. Errors of a write to an open file have no path. */
export const usualPlaces = (): readonly string[] => ['/run', '/dev/shm', tmpdir()];

const SPACE_CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether the kernel refused a write for want of space. Says nothing about which file system: ask with `fullPlaceOf`. */
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
 * The error for a write that the kernel refused for want of space; it names the place that is full.
 *
 * @param written where the write may have gone, besides the paths in the error
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
  const near = nearest(place);
  return `the kernel found no space for it at ${near}, where ${bytesText(spaceAt(near))} are free`;
}
