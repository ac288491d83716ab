import { openPool } from '../host/pool.ts';
import { chooseStore, readAutoFacts } from './auto.ts';
import { parseStoreName, type StorePlace } from './drivers.ts';
import { asStoreError } from './fault.ts';
import { checkPool } from './trust.ts';

export interface StoreWanted {
  /** `auto`, or `DRIVER:PLACE`. */
  readonly store: string;
  /** Where `auto` keeps its stores; an absolute path. */
  readonly directory: string;
  /** Size of the pool's image where `auto` has to make one, in bytes. */
  readonly bytes?: number | undefined;
  /** Who named a store that is not `auto`, such as `--store`. */
  readonly namedBy?: string | undefined;
}

export interface ResolvedStore extends StorePlace {
  /** Why this one, in a few words. */
  readonly why: string;
}

/**
 * The place that a store is asked for by: as it is given, or what `auto` means on this machine, which is found, mounted
 * or made. A pool that is there already is found by a few system calls.
 *
 * @throws ObuilderError `input-invalid`, `store-unavailable`, `store-full` or `tool-missing`
 */
export async function resolveStore(wanted: StoreWanted): Promise<ResolvedStore> {
  const { store, directory, bytes, namedBy } = wanted;
  if (store !== 'auto')
    return { ...parseStoreName(store), why: namedBy === undefined ? 'as asked for' : `named by ${namedBy}` };
  const choice = chooseStore(readAutoFacts(directory));
  const why = `auto: ${choice.why}`;
  if (choice.kind !== 'pool') return { ...parseStoreName(`${choice.kind}:${choice.directory}`), why };
  checkPool(directory);
  try {
    return { driver: 'btrfs', root: await openPool({ directory, bytes }), why };
  } catch (error) {
    throw asStoreError(error);
  }
}
