import { statfsSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError } from '../../errors.ts';
import { runProgram } from '../../host/process/run.ts';

const BTRFS_MAGIC = 0x9123683e;
const LONGEST_CLEANING_MILLISECONDS = 20_000;

/** True when `directory` exists and is on a btrfs. */
export function isOnBtrfs(directory: string): boolean {
  try {
    return statfsSync(directory).type === BTRFS_MAGIC;
  } catch {
    return false;
  }
}

const btrfs = (...args: readonly string[]) => runProgram('btrfs', args);

export async function createSubvolume(directory: string): Promise<void> {
  await btrfs('subvolume', 'create', directory);
}

/** A writable copy of the subvolume `from` at `to`, which must not exist: where it does, btrfs would copy into it. */
export async function snapshotSubvolume(from: string, to: string): Promise<void> {
  await btrfs('subvolume', 'snapshot', from, to);
}

/** The same, but read-only. */
export async function snapshotReadOnly(from: string, to: string): Promise<void> {
  await btrfs('subvolume', 'snapshot', '-r', from, to);
}

export async function setReadOnly(subvolume: string, isReadOnly: boolean): Promise<void> {
  await btrfs('property', 'set', '-ts', subvolume, 'ro', String(isReadOnly));
}

export async function deleteSubvolumes(subvolumes: readonly string[]): Promise<void> {
  await btrfs('subvolume', 'delete', ...subvolumes);
}

/** Paths of the subvolumes directly inside `subvolume`, wherever in its tree they are. */
export async function nestedSubvolumes(subvolume: string): Promise<readonly string[]> {
  const listing = await btrfs('subvolume', 'list', '-o', subvolume);
  const fromTop = listing.split('\n').flatMap((line) => / path (.+)$/.exec(line)?.[1] ?? []);
  if (fromTop.length === 0) return [];
  // The list gives paths from the top of the file system, which need not be mounted anywhere.
  const id = (await btrfs('inspect-internal', 'rootid', subvolume)).trim();
  const own = (await btrfs('inspect-internal', 'subvolid-resolve', id, subvolume)).trim();
  return fromTop
    .filter((one) => one.startsWith(`${own}/`))
    .map((one) => path.join(subvolume, one.slice(own.length + 1)));
}

/**
 * Waits until the space of deleted subvolumes is free again. The cleaner sleeps until the next transaction, up to 30 s
 * away, so one is forced first; and what it has cleaned can be written again after one more. A subvolume in which a file
 * is still open is not cleaned, and others may be deleting on and on: so the wait is bounded.
 */
export async function waitUntilFreed(directory: string): Promise<void> {
  await btrfs('filesystem', 'sync', directory);
  await waitForCleaner(directory);
  await btrfs('filesystem', 'sync', directory);
}

const FIRST_LOOK_MILLISECONDS = 15;

/**
 * `btrfs subvolume sync` looks at once and then every second: so it is ended and started anew, each time after twice as long.
 * A list of deleted subvolumes would tell the same, but it is read from among all of them.
 */
async function waitForCleaner(directory: string): Promise<void> {
  const end = performance.now() + LONGEST_CLEANING_MILLISECONDS;
  for (let look = FIRST_LOOK_MILLISECONDS; performance.now() < end; look *= 2) {
    const left = Math.ceil(end - performance.now());
    if (await endsWithin(Math.min(look, left), ['subvolume', 'sync', directory])) return;
  }
}

async function endsWithin(milliseconds: number, args: readonly string[]): Promise<boolean> {
  try {
    await runProgram('btrfs', args, { signal: AbortSignal.timeout(milliseconds) });
    return true;
  } catch (error) {
    if (isObuilderError(error, 'cancelled')) return false;
    throw error;
  }
}
