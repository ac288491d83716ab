import { close, constants, fstatSync, open, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import type { Reader } from './start.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;
/** Names a file without opening the file. Node has no constant for this. */
const O_PATH = 0o10000000;

// Not in this thread: a file system of the user may let this wait.
const openSoon = promisify(open);
const closeSoon = promisify(close);

interface HeldFile {
  readonly descriptor: number;
  readonly stats: Stats;
}

/**
 * Opens the very file that a reader holds. For root the kernel asks nothing, whatever right the reader has opened the file with.
 * So this takes only a regular file that belongs to the user and that its owner may read: what the user holds, of its own, the
 * user can read without our help. Undefined for all else, which the reader has to read.
 */
export async function openHeld(
  { caller, descriptors }: Reader,
  number: number,
): Promise<HeldFile | undefined> {
  let named: number | undefined;
  let descriptor: number | undefined;
  try {
    named = await openSoon(`${descriptors}/${number}`, O_PATH);
    // Of what is named, which nobody can exchange any more.
    if (!isOwn(fstatSync(named), caller.uid)) return undefined;
    descriptor = await openSoon(`/proc/self/fd/${named}`, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    return { descriptor, stats: fstatSync(descriptor) };
  } catch {
    // On a file system that root may not read, for example.
    if (descriptor !== undefined) await closeSoon(descriptor);
    return undefined;
  } finally {
    if (named !== undefined) await closeSoon(named);
  }
}

function isOwn(stats: Stats, uid: number): boolean {
  return stats.isFile() && stats.uid === uid && (stats.mode & constants.S_IRUSR) !== 0;
}
