import { openPool } from '../../volume/btrfs/pool.ts';
import { parseStoreName, type StorePlace } from '../../volume/drivers.ts';
import { checkPool } from '../trust.ts';
import { type AutoChoice, chooseStore, readAutoFacts } from './auto.ts';
import { checkMounted } from './unmounted.ts';

export interface StoreWanted {
  /** `auto`, or `DRIVER:PLACE`. */
  readonly store: string;
  /** Directory of the stores of `auto`: an absolute path. */
  readonly directory: string;
  /** Size of a new pool's image, in bytes. */
  readonly bytes?: number | undefined;
  /** Source of a name other than `auto`, such as `--store`. */
  readonly namedBy?: string | undefined;
}

export interface ResolvedStore extends StorePlace {
  /** The reason for this store, in a few words. */
  readonly why: string;
}

/**
 * Returns the place of a store: the given place, or the store of `auto` on this machine, mounted or made if necessary. Finding an
 * existing pool costs a few system calls.
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
  if (!facts.hasImage) checkMounted(directory);
  try {
    return { driver: choice.driver, root: await openPool({ directory, bytes }), why: `auto: ${choice.why}` };
  } catch (error) {
    return placeOf(await (await trials()).insteadOfPool(facts, error));
  }
}

/** Loaded on a machine without a pool only. */
const trials = () => import('./auto-trial.ts');

function placeOf({ driver, directory, why }: AutoChoice): ResolvedStore {
  return { ...parseStoreName(`${driver}:${directory}`), why: `auto: ${why}` };
}
