import { parseStoreName, type StorePlace } from '../../volume/drivers.ts';
import { checkPool } from '../trust.ts';
import { type AutoChoice, chooseStore, readAutoFacts } from './auto.ts';
import { openPool } from './pool.ts';

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
  const facts = readAutoFacts(directory);
  const choice = chooseStore(facts);
  if (choice.pool === undefined) return placeOf(await (await trials()).tried(facts, choice));
  checkPool(directory);
  try {
    return { driver: choice.driver, root: await openPool({ directory, bytes }), why: `auto: ${choice.why}` };
  } catch (error) {
    return placeOf(await (await trials()).insteadOfPool(facts, error));
  }
}

/** Loaded by a machine without a pool only. */
const trials = () => import('./auto-trial.ts');

function placeOf({ driver, directory, why }: AutoChoice): ResolvedStore {
  return { ...parseStoreName(`${driver}:${directory}`), why: `auto: ${why}` };
}
