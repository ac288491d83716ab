import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { drivers, type StorePlace, storeName } from '../../volume/drivers.ts';
import { type AutoChoice, type AutoFacts, chooseFallback, chooseStore, readAutoFacts } from './auto.ts';
import { type ResolvedStore, resolveStore, type StoreWanted } from './resolve.ts';

/**
 * Returns the place of a store that exists, as `resolveStore` does. Makes nothing; mounts an existing pool or dataset.
 *
 * @throws ObuilderError `store-unavailable` for a missing store
 */
export async function findStore(wanted: StoreWanted): Promise<ResolvedStore> {
  const { store, directory, namedBy } = wanted;
  if (store === 'auto') return await findAuto(wanted, readAutoFacts(directory));
  const place = await resolveStore(wanted);
  if (await isThere(place)) return place;
  const source = namedBy === undefined ? '' : `, named by ${namedBy}`;
  throw new ObuilderError('store-unavailable', `there is no store at ${storeName(place)}${source}`, {
    value: store,
    hint: 'Check the name. "doctor" prints the store that builds use by default. A build or "init" makes a missing store.',
  });
}

async function findAuto(wanted: StoreWanted, facts: AutoFacts): Promise<ResolvedStore> {
  const choice = chooseStore(facts);
  const pool = path.join(facts.directory, 'pool');
  if (facts.hasImage || (await isThere({ driver: 'btrfs', root: pool }))) {
    const place = await resolveStore(wanted);
    if (await isThere(place)) return place;
  }
  for (const { driver, directory: root, why } of withoutPool(facts, choice))
    if (await isThere({ driver, root })) return { driver, root, why: `auto: ${why}` };
  const name = storeName({ driver: choice.driver, root: choice.directory });
  const message = `there is no store of auto on this machine yet; the first build makes ${name}`;
  const hint = 'If your builds name a store, name the store here too: --store=DRIVER:PLACE.';
  throw new ObuilderError('store-unavailable', message, { value: 'auto', hint });
}

/** The choices of a build on this machine, also of a build that could not mount a pool. */
function* withoutPool(facts: AutoFacts, choice: AutoChoice): Generator<AutoChoice> {
  if (choice.pool === undefined) yield choice;
  const lack = 'made by an earlier build';
  let next = chooseFallback(facts, lack, choice.pool === undefined ? choice.driver : undefined);
  while (next !== undefined) {
    yield next;
    next = chooseFallback(facts, lack, next.driver);
  }
}

const isThere = async ({ driver, root }: StorePlace) => await drivers[driver].isThere(root);
