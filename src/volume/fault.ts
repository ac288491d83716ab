import { asObuilderError, isObuilderError, ObuilderError } from '../errors.ts';
import {
  diskFull,
  type FullPlace,
  fullPlaceOf,
  isSpaceFault,
  pathsIn,
  usualPlaces,
} from '../files/full-disk.ts';
import { sqliteCode } from '../host/sqlite.ts';

const FULL_HINT =
  'Give the store more space: a larger disk, or a larger pool (store-size, for a pool that is yet to be made). Delete results that you do not need ("prune", "remove").';

/** SQLITE_IOERR, SQLITE_FULL and SQLITE_CANTOPEN: a full disk can cause each of these. */
const sqliteCodes: readonly (number | undefined)[] = [10, 13, 14];

/** Tells whether the store's file system is full. */
export interface Asked {
  fullPlace(): FullPlace | undefined;
}

/**
 * Whether a full disk may have caused an error: the kernel or SQLite found no space, or a program of the host failed, no matter
 * what the program printed.
 */
function mayComeOfFullDisk(error: unknown): boolean {
  if (isSpaceFault(error) || isObuilderError(error, 'tool-failed')) return true;
  return sqliteCodes.includes(sqliteCode(error));
}

/**
 * Converts any failure below the store to an ObuilderError: `store-full` if the store's own file system is full now, `disk-full`
 * if the kernel found no space elsewhere. Call before a clean-up frees space.
 */
export function asStoreError(driver: Asked, error: unknown): ObuilderError {
  if (isObuilderError(error, 'store-full') || !mayComeOfFullDisk(error)) return asObuilderError(error);
  const full = driver.fullPlace();
  const { message } = asObuilderError(error);
  if (full !== undefined) return storeFull(`the store has no space left: ${message}`, full, error);
  if (!isSpaceFault(error) || isObuilderError(error)) return asObuilderError(error);
  return diskFull(message, error, { written: usualPlaces() });
}

/** Converts a failure to make a store at `place`; see `asStoreError`. */
export function asPlaceError(place: string, error: unknown): ObuilderError {
  return asStoreError({ fullPlace: () => fullPlaceOf([place, ...pathsIn(error)]) }, error);
}

export const fullText = (full: FullPlace | undefined) => full && `${full.lack} at ${full.place}`;

function storeFull(message: string, { place, lack }: FullPlace, cause?: unknown): ObuilderError {
  const { value = undefined, at = undefined } = isObuilderError(cause) ? cause : {};
  return new ObuilderError('store-full', `${message} (${fullText({ place, lack })})`, {
    value,
    at,
    hint: FULL_HINT,
    cause,
  });
}

/** Whether an error comes from a full file system of the store. */
export function isFull(driver: Asked, error: unknown): boolean {
  return asStoreError(driver, error).code === 'store-full';
}

/**
 * Whether a write failed for lack of space on any file system. For callers that can do without the write. SQLite hides the lack
 * behind other codes, and a full btrfs may have room for a file again before anybody asks.
 */
export function foundNoSpace(error: unknown): boolean {
  if (isObuilderError(error, 'store-full') || isSpaceFault(error)) return true;
  return sqliteCodes.includes(sqliteCode(error));
}

/** Runs `work` and converts its errors with `asStoreError`. */
export async function withStoreErrors<T>(driver: Asked, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(driver, error);
  }
}

export function missingResult(id: string): ObuilderError {
  return new ObuilderError('result-missing', `there is no result ${id} in the store`, {
    value: id,
    hint: 'List the results to see their ids.',
  });
}
