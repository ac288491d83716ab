import { openPool } from '../host/pool.ts';
import { parseStoreName, type StorePlace } from './drivers.ts';
import { asStoreError } from './fault.ts';

export interface StoreWanted {
  /** `auto`, or `DRIVER:DIRECTORY`. */
  readonly store: string;
  /** Where `auto` keeps its pool; an absolute path. */
  readonly directory: string;
  /** Size of the pool's image where `auto` has to make one, in bytes. */
  readonly bytes?: number | undefined;
}

/**
 * The place that a store is asked for by: as it is given, or for `auto` the default pool, which is found, mounted or
 * made. A pool that is there already is found by one system call.
 *
 * @throws ObuilderError `input-invalid`, `store-unavailable`, `store-full` or `tool-missing`
 */
export async function resolveStore({ store, directory, bytes }: StoreWanted): Promise<StorePlace> {
  if (store !== 'auto') return parseStoreName(store);
  try {
    return { driver: 'btrfs', root: await openPool({ directory, bytes }) };
  } catch (error) {
    throw asStoreError(error);
  }
}
