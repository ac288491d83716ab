import { createHash } from 'node:crypto';
import type { Layers, Making } from '../../contract/layers.ts';
import type { Memo } from '../../contract/memo.ts';
import type { Chain } from '../../contract/remote.ts';
import type { Base, Result } from '../../contract/results.ts';
import type { Store } from '../../contract/store.ts';
import type { VirtualResult } from '../../plan/virtual.ts';

export interface ChainStore {
  readonly memo: Memo;
  readonly find: (id: string) => Result | undefined;
}

/** Returns how to read the store. `arriving`: results that commits under way are about to add or replace. */
export const chainStore = (
  store: Pick<Store, 'find' | 'memo'>,
  arriving?: ReadonlyMap<string, Result>,
): ChainStore => ({ memo: store.memo, find: (id) => arriving?.get(id) ?? store.find([id]).get(id) });

/**
 * Whether the local base of a virtual result has exactly the files that the layer was taken from: the same image, and the same layer
 * in each step. Compares layers and not ids only, because the same step makes other files on each machine.
 */
export function isOnChain(
  store: ChainStore,
  layers: Pick<Layers, 'known'>,
  { result, base }: { readonly result: VirtualResult; readonly base: Base },
): boolean {
  return hasChain(store, layers, { id: base.id, chain: below(result.remote.record.chain) });
}

/** Whether a local result has exactly the files of a chain. */
export function hasChain(
  store: ChainStore,
  layers: Pick<Layers, 'known'>,
  { id, chain }: { readonly id: string; readonly chain: Chain },
): boolean {
  let at: string | undefined = id;
  for (let rest = chain; rest.steps.length > 0; rest = below(rest)) {
    const step = rest.steps.at(-1);
    if (at === undefined || at !== step?.id) return false;
    const local = store.find(at);
    if (local === undefined || layers.known(local)?.diffId !== step.layer.diffId) return false;
    const known = store.memo.recall(KIND, keyOf(local));
    if (known !== undefined) return known === digestOf(below(rest));
    at = local.parent;
  }
  return at === chain.base.id;
}

const KIND = 'chain-below';

/** Remembers, before the commit, the chain of a fetched result: the files are those of the chain. */
export function rememberChain(memo: Memo, making: Making, chain: Chain): void {
  memo.remember(KIND, keyOf(making), digestOf(below(chain)));
}

const below = ({ base, steps }: Chain): Chain => ({ base, steps: steps.slice(0, -1) });

const keyOf = ({ id, startedAt, parentMadeAt = 0, vouchedBy = '' }: Making) =>
  `${id} ${startedAt} ${parentMadeAt} ${vouchedBy}`;

function digestOf({ base, steps }: Chain): string {
  const fields = [base.id, ...steps.map(({ id, layer }) => [id, layer.diffId])];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
