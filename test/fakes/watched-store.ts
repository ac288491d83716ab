import type { Base, Draft, Lease } from '../../src/contract/results.ts';
import type { Runner } from './remote.ts';

interface Watching {
  readonly onBegin?: (id: string, base: Base | undefined) => void;
  readonly onCommit?: (id: string, commit: ReturnType<Draft['commit']>) => ReturnType<Draft['commit']>;
}

/** The machine with a store whose drafts are watched. */
export function watched(one: Runner, { onBegin, onCommit = (_, commit) => commit }: Watching): Runner {
  const { store } = one.machinery;
  const acquire: typeof store.acquire = async (id, options) => {
    const acquired = await store.acquire(id, options);
    if (acquired.kind === 'result') return acquired;
    const { lease } = acquired;
    const begin: Lease['begin'] = async (base) => {
      onBegin?.(id, base);
      const draft = await lease.begin(base);
      return { ...draft, commit: (meta, checked) => onCommit(id, draft.commit(meta, checked)) };
    };
    return { ...acquired, lease: { ...lease, begin } };
  };
  return { ...one, machinery: { ...one.machinery, store: { ...store, acquire } } };
}
