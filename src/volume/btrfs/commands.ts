import { statfsSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError } from '../../errors.ts';
import { runProgram } from '../../host/process/run.ts';

const BTRFS_MAGIC = 0x9123683e;
const MAX_CLEANING_MS = 20_000;

/** True when `directory` exists and is on a btrfs. */
export function isOnBtrfs(directory: string): boolean {
  try {
    return statfsSync(directory).type === BTRFS_MAGIC;
  } catch {
    return false;
  }
}

export const BTRFS_PACKAGE = 'btrfs-progs';

const btrfs = (...args: readonly string[]) => runProgram('btrfs', args, { package: BTRFS_PACKAGE });

export async function createSubvolume(directory: string): Promise<void> {
  await btrfs('subvolume', 'create', directory);
}

export interface Snapshot {
  readonly from: string;
  readonly to: string;
  readonly isReadOnly: boolean;
}

/** Makes a snapshot of the subvolume `from` at `to`. If `to` exists, btrfs makes the snapshot inside `to`. */
export async function makeSnapshot({ from, to, isReadOnly }: Snapshot): Promise<void> {
  await btrfs('subvolume', 'snapshot', ...(isReadOnly ? ['-r'] : []), from, to);
}

export async function setReadOnly(subvolume: string, isReadOnly: boolean): Promise<void> {
  await btrfs('property', 'set', '-ts', subvolume, 'ro', String(isReadOnly));
}

export async function deleteSubvolumes(subvolumes: readonly string[]): Promise<void> {
  await btrfs('subvolume', 'delete', ...subvolumes);
}

/** A number above every generation. */
const NO_GENERATION = 2 ** 52;

/** Returns the generation of a subvolume: the number of its last transaction. */
export async function generationOf(subvolume: string): Promise<number> {
  const listing = await btrfs('subvolume', 'find-new', subvolume, String(NO_GENERATION));
  return Number(/^transid marker was (\d+)$/m.exec(listing)?.[1] ?? 0);
}

/**
 * Returns the bytes of file content that a subvolume has got in this generation or later. Reads only the changed parts of its tree. A
 * file name with a line feed may add false lines, so the caller limits the sum.
 */
export async function bytesSince(subvolume: string, generation: number): Promise<number> {
  const listing = await btrfs('subvolume', 'find-new', subvolume, String(generation));
  const extents = listing.matchAll(/^inode \d+ file offset \d+ len (\d+) disk start \d+ /gm);
  let bytes = 0;
  for (const [, length] of extents) bytes += Number(length);
  return bytes;
}

export async function syncFileSystem(directory: string): Promise<void> {
  await btrfs('filesystem', 'sync', directory);
}

/** Returns the paths of the subvolumes in the tree of `subvolume`, without deeper nested subvolumes. */
export async function nestedSubvolumes(subvolume: string): Promise<readonly string[]> {
  const listing = await btrfs('subvolume', 'list', '-o', subvolume);
  const fromTop = listing.split('\n').flatMap((line) => / path (.+)$/.exec(line)?.[1] ?? []);
  if (fromTop.length === 0) return [];
  // The list has paths from the top of the file system, which may not be mounted.
  const id = (await btrfs('inspect-internal', 'rootid', subvolume)).trim();
  const own = (await btrfs('inspect-internal', 'subvolid-resolve', id, subvolume)).trim();
  return fromTop
    .filter((one) => one.startsWith(`${own}/`))
    .map((one) => path.join(subvolume, one.slice(own.length + 1)));
}

/**
 * Waits until the space of deleted subvolumes is free, for a bounded time: a subvolume with an open file stays, and other processes
 * may delete more. The cleaner sleeps until the next transaction, up to 30 s, so this forces a transaction first. A second
 * transaction makes the cleaned blocks writable again.
 */
export async function waitUntilFreed(directory: string): Promise<void> {
  await syncFileSystem(directory);
  await waitForCleaner(directory);
  await syncFileSystem(directory);
}

const FIRST_LOOK_MS = 15;

/**
 * Waits for the cleaner. `btrfs subvolume sync` looks at once and then every second, so this ends and restarts the program, each time
 * after twice the time. A list of deleted subvolumes (`subvolume list -d`) would read all subvolumes.
 */
async function waitForCleaner(directory: string): Promise<void> {
  const end = performance.now() + MAX_CLEANING_MS;
  for (let look = FIRST_LOOK_MS; performance.now() < end; look *= 2) {
    const left = Math.ceil(end - performance.now());
    if (await endsWithin(Math.min(look, left), ['subvolume', 'sync', directory])) return;
  }
}

async function endsWithin(timeMs: number, args: readonly string[]): Promise<boolean> {
  try {
    await runProgram('btrfs', args, { package: BTRFS_PACKAGE, signal: AbortSignal.timeout(timeMs) });
    return true;
  } catch (error) {
    if (isObuilderError(error, 'cancelled')) return false;
    throw error;
  }
}
