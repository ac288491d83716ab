import { isObuilderError, ObuilderError } from '../errors.ts';
import type { Store } from '../store/contract.ts';

/** Below this a command that fails has most likely failed for want of space. */
const LEAST_FREE_BYTES = 8 * 1024 ** 2;
/** Above this share of free space it has not, whatever it said: some other disk of its own was full. */
const AMPLE_SHARE = 0.5;

/** What programs say of a full disk, as strerror(3) has it. */
const saidWhenFull = ['No space left on device', 'Disk quota exceeded'];

/** Listens to what a command says, since one that fails for want of space may give back what it took. */
export interface SpaceListener {
  hear(text: string): void;
  /** How full the store is, in words, where the command failed for it; asked before the step's files are dropped. */
  fullness(store: Store): string | undefined;
}

export function listenForFullDisk(): SpaceListener {
  let tail = '';
  let wasSaid = false;
  const longest = Math.max(...saidWhenFull.map((text) => text.length));
  return {
    hear: (text) => {
      const heard = tail + text;
      wasSaid ||= saidWhenFull.some((words) => heard.includes(words));
      tail = heard.slice(-longest);
    },
    fullness: (store) => {
      const { freeBytes, totalBytes } = store.space();
      const isFull = freeBytes <= LEAST_FREE_BYTES || (wasSaid && freeBytes < AMPLE_SHARE * totalBytes);
      return isFull ? `the store is full: ${freeOf({ freeBytes, totalBytes })}` : undefined;
    },
  };
}

const HINT =
  'All that no running build needs has been pruned. Give the store more space: a larger disk, or a larger pool (store-size, for a pool that is yet to be made).';

/** What a full disk makes of a step, with how full it is; undefined for what else may end one. */
export function asFullDisk(error: unknown, store: Store): ObuilderError | undefined {
  if (!isObuilderError(error, 'store-full') && !isOutOfSpace(error)) return undefined;
  const { message } = error;
  const fullness = message.includes('are free') ? '' : ` (${freeOf(store.space())})`;
  const value = isObuilderError(error) ? error.value : undefined;
  const at = isObuilderError(error) ? error.at : undefined;
  return new ObuilderError('store-full', `${message}${fullness}`, { value, at, hint: HINT, cause: error });
}

function isOutOfSpace(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function freeOf({ freeBytes, totalBytes }: ReturnType<Store['space']>): string {
  return `${megabytes(freeBytes)} of ${megabytes(totalBytes)} are free`;
}

export const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 ** 2)} MB`;
