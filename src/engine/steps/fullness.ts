import type { Store } from '../../contract/store.ts';
import { type ErrorCode, isObuilderError, ObuilderError } from '../../errors.ts';
import { diskFull, isSpaceFault, pathsIn, usualPlaces } from '../../files/full-disk.ts';

const HINT =
  'All unused results and caches were evicted already. Give the store more space: a larger disk, or for a pool of auto a larger image file (docs/stores.md).';

/** Codes of errors with a full disk as a possible cause; for the step's own command see `ifStoreIsFull`. */
const MAY_COME_OF_FULL_DISK: readonly ErrorCode[] = ['sandbox-failed', 'disk-full'];

/**
 * Converts the error of a step to `store-full` if the store is full now. Asks the store, because neither the output of
 * a command nor an error code tells which disk was full. Call before deleting the files of the step.
 */
export function explainFullDisk(error: unknown, store: Pick<Store, 'fullness'>): unknown {
  const isCandidate =
    isSpaceFault(error) || (isObuilderError(error) && MAY_COME_OF_FULL_DISK.includes(error.code));
  if (!isCandidate) return error;
  return ifStoreIsFull(error, store) ?? named(error);
}

/** Converts the failure of a step's own command if the store is full now; returns undefined if the store has room. */
export function ifStoreIsFull(error: unknown, store: Pick<Store, 'fullness'>): ObuilderError | undefined {
  const fullness = store.fullness();
  if (fullness === undefined) return undefined;
  const { value = undefined, at = undefined } = isObuilderError(error) ? error : {};
  const message = error instanceof Error ? error.message : String(error);
  return new ObuilderError('store-full', `${message}, and the store is full: ${fullness}`, {
    value,
    at,
    hint: HINT,
    cause: error,
  });
}

/** Names the full place in a refusal of the kernel. */
function named(error: unknown): unknown {
  if (isObuilderError(error) || !isSpaceFault(error)) return error;
  const [file] = pathsIn(error);
  return diskFull(file === undefined ? 'a file cannot be written' : `${file} cannot be written`, error, {
    written: usualPlaces(),
  });
}
