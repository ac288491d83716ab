import { close, constants, fstatSync, open, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import type { Reader } from './start.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;
/** Names a file without opening the file (open(2)). Node has no such constant. */
const O_PATH = 0o10000000;

// In another thread, because a file system of the user may block.
const openSoon = promisify(open);
const closeSoon = promisify(close);

interface HeldFile {
  readonly descriptor: number;
  readonly stats: Stats;
}

/**
 * Opens the same file that a reader holds open. The kernel checks no rights for root, so this function does: it takes only a
 * regular file that belongs to the user and is readable for its owner, so the user gains nothing. Returns undefined for
 * other files; the reader must read those.
 */
export async function openHeld(
  { caller, descriptors }: Reader,
  number: number,
): Promise<HeldFile | undefined> {
  let named: number | undefined;
  let descriptor: number | undefined;
  try {
    named = await openSoon(`${descriptors}/${number}`, O_PATH);
    // Stats of the named file, which nobody can replace any more.
    if (!isOwn(fstatSync(named), caller.uid)) return undefined;
    descriptor = await openSoon(`/proc/self/fd/${named}`, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    return { descriptor, stats: fstatSync(descriptor) };
  } catch {
    // For example on a file system that root may not read.
    if (descriptor !== undefined) await closeSoon(descriptor);
    return undefined;
  } finally {
    if (named !== undefined) await closeSoon(named);
  }
}

function isOwn(stats: Stats, uid: number): boolean {
  return stats.isFile() && stats.uid === uid && (stats.mode & constants.S_IRUSR) !== 0;
}
