import { asObuilderError, isObuilderError, ObuilderError } from '../errors.ts';
import { sqliteCode } from '../host/sqlite.ts';

const FULL_HINT =
  'Delete results that are not needed ("prune", "remove"), or give the store more space (store-size, or a larger file system).';

const SQLITE_FULL = 13;
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT'];
/** As the C library has it, and as `zfs` says it. */
const fullTexts = ['No space left on device', 'Disk quota exceeded', 'out of space'];

/** True for what a full disk makes of any operation. */
export function isFull(error: unknown): boolean {
  if (isObuilderError(error, 'store-full')) return true;
  if (!(error instanceof Error)) return false;
  if (sqliteCode(error) === SQLITE_FULL) return true;
  if ('code' in error && fullCodes.includes(error.code)) return true;
  return isObuilderError(error, 'tool-failed') && fullTexts.some((text) => error.stderr?.includes(text));
}

/** Any failure below the store as the error its callers test for; `store-full` where the disk has no room left. */
export function asStoreError(error: unknown): ObuilderError {
  if (isObuilderError(error) && error.code === 'store-full') return error;
  if (!isFull(error)) return asObuilderError(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new ObuilderError('store-full', `the store has no space left: ${reason}`, {
    hint: FULL_HINT,
    cause: error,
  });
}

/** Runs `work`; what it throws comes out as `asStoreError` has it. */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
}

export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function missingResult(id: string): ObuilderError {
  return new ObuilderError('result-missing', `there is no result ${id} in the store`, {
    value: id,
    hint: 'List the results to see their ids.',
  });
}
