import type { Space } from '../../contract/space.ts';
import type { Store } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import { bytesText, inodesText } from '../../files/full-disk.ts';
import type { Session } from '../session.ts';
import { createStop } from '../stop.ts';

/** Interval between looks at the disk with ample free space. */
const MAX_INTERVAL_MS = 200;
/** Interval between looks at the disk with hardly any free space. */
const MIN_INTERVAL_MS = 5;
/** More than a step can write in a second; determines the time of the next look. */
const BYTES_A_SECOND = 4 * 1024 ** 3;
/** A step goes on to write until its processes have ended. */
const STOP_MS = 20;
/** A step that began with this share of the disk free has used up the rest alone, so pruning would not help. */
const AMPLE_SHARE = 0.5;

/**
 * Does a step's work while the store's disk, and the disk below a pool's image, keep the free space that both need to
 * stay usable.
 *
 * @param reserveBytes further bytes that stay free
 * @throws ObuilderError `store-full` if space runs out and evicting results may help, `step-too-large` if evicting
 * cannot help
 */
export async function withinDisk<T, S extends Pick<Session, 'store' | 'signal'>>(
  session: S,
  work: (session: S) => Promise<T>,
  reserveBytes = 0,
): Promise<T> {
  const stop = createStop(session.signal);
  const end = watch(session.store, stop.because, reserveBytes);
  try {
    return await work({ ...session, signal: stop.signal });
  } catch (error) {
    throw stop.reason() ?? error;
  } finally {
    end();
  }
}

function watch(store: Store, stop: (error: ObuilderError) => void, reserveBytes: number): () => void {
  const before = store.space();
  let timer: NodeJS.Timeout | undefined;
  let last = { spare: store.spareBytes() - reserveBytes, at: performance.now() };
  const look = () => {
    const [spare, at] = [store.spareBytes() - reserveBytes, performance.now()];
    if (spare <= writtenWhileStopping(last.spare - spare, at - last.at))
      return stop(tooLarge(before, store.space()));
    last = { spare, at };
    const waitMs = (spare / BYTES_A_SECOND) * 500;
    timer = setTimeout(look, Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, waitMs)));
    timer.unref();
  };
  timer = setTimeout(look, MIN_INTERVAL_MS);
  timer.unref();
  return () => clearTimeout(timer);
}

/** @param bytes written in the last `ms` milliseconds */
function writtenWhileStopping(bytes: number, ms: number): number {
  const speed = Math.min(BYTES_A_SECOND / 1000, Math.max(0, bytes) / Math.max(1, ms));
  return speed * STOP_MS;
}

function tooLarge(before: Space, now: Space): ObuilderError {
  const isOfInodes = now.totalInodes !== undefined && shareOfInodes(now) < shareOfBytes(now);
  const [share, text] = isOfInodes ? [shareOfInodes, inodesText] : [shareOfBytes, bytesText];
  const isOwnFault = share(before) >= AMPLE_SHARE;
  const free = text(now);
  return new ObuilderError(
    isOwnFault ? 'step-too-large' : 'store-full',
    `the step was stopped before it filled the disk: ${text(before)} were free when it began, and ${free} are free now`,
    {
      value: free,
      hint: isOfInodes ? INODES_HINT : BYTES_HINT,
    },
  );
}

const shareOfBytes = ({ freeBytes, totalBytes }: Space) => freeBytes / totalBytes;
const shareOfInodes = ({ freeInodes = 0, totalInodes = 0 }: Space) => freeInodes / totalInodes;

const BYTES_HINT =
  'Let the step write less, or give the store more space: a larger disk, or for a pool of auto a larger image file (docs/stores.md).';
const INODES_HINT =
  'Let the step make fewer files, or give the store a file system with more inodes (mkfs.ext4 -N), or use btrfs, which adds inodes as needed.';
