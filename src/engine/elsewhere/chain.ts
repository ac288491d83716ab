import type { Layers } from '../../contract/layers.ts';
import type { Base, Results } from '../../contract/results.ts';
import type { VirtualResult } from '../plan/virtual.ts';

/**
 * Whether the local base of a virtual result has exactly the files that the layer was taken from: the same image, and the same layer
 * in each step. Compares layers and not ids only, because the same step makes other files on each machine.
 */
export function isOnChain(
  store: Pick<Results, 'find'>,
  layers: Pick<Layers, 'known'>,
  { result, base }: { readonly result: VirtualResult; readonly base: Base },
): boolean {
  const { chain } = result.remote.record;
  let id: string | undefined = base.id;
  for (const step of chain.steps.slice(0, -1).reverse()) {
    if (id !== step.id) return false;
    const local = store.find([id]).get(id);
    if (local === undefined || layers.known(local)?.diffId !== step.layer.diffId) return false;
    id = local.parent;
  }
  return id === chain.base.id;
}
