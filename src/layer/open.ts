import type { Layers } from '../contract/layers.ts';
import type { Memo } from '../contract/memo.ts';
import type { Result, Results } from '../contract/results.ts';
import { ObuilderError } from '../errors.ts';
import { applyLayer } from './apply.ts';
import { applyChain } from './apply-chain.ts';
import { knownLayers } from './known.ts';
import { makeLayer } from './make.ts';
import { parseMembers } from './members.ts';

/** The parts of a store that layers need. */
export type LayerStore = Pick<Results, 'hold' | 'view' | 'changes'> & { readonly memo: Memo };

/** Opens the layers of a store's results. Does no work. */
export function openLayers(store: LayerStore): Layers {
  const layers = knownLayers(store.memo);
  return {
    known: layers.recall,
    remember: layers.remember,
    make: async (result, options) => {
      const sides = await viewSides(store, result, options.signal);
      const made = await makeLayer(sides, options);
      layers.remember(result, made.layer, options);
      return made;
    },
    makeWhole: (directory, options) => makeLayer({ base: undefined, result: directory }, options),
    parseMembers,
    apply: applyLayer,
    applyChain,
  };
}

async function viewSides(store: LayerStore, result: Result, signal: AbortSignal | undefined) {
  const { id, parent, startedAt, parentMadeAt, vouchedBy } = result;
  const held = await store.hold(parent === undefined ? [id] : [id, parent]);
  const there = held.get(id);
  if (there?.startedAt !== startedAt || there.vouchedBy !== vouchedBy) throw gone(id);
  if (parent === undefined) return { base: undefined, result: await store.view(id) };
  const base = held.get(parent);
  const isBase = parentMadeAt === undefined || base?.startedAt === parentMadeAt;
  const isVouched = base?.vouchedBy === undefined || base.vouchedBy === vouchedBy;
  if (base === undefined || !isBase || !isVouched) throw gone(parent);
  // A store knows the changes of one step only.
  const mayDiffer = there.parent === parent ? await store.changes(parent, id, signal) : undefined;
  return { base: await store.view(parent), result: await store.view(id), mayDiffer };
}

function gone(id: string): ObuilderError {
  return new ObuilderError(
    'result-missing',
    `could not make a layer: the result ${id} is gone or was built again`,
    {
      value: id,
    },
  );
}
