import type { RemoteRecord } from '../../contract/remote.ts';
import { idOfRecord } from '../../plan/keys.ts';
import type { Scopes } from '../../plan/scopes.ts';
import { isSigned } from './signature.ts';

export type Verdict = 'good' | 'unsigned' | 'wrong';

/**
 * Judges a record that a carrier returned for a name. Anybody who can write to the carrier has written the record; carriers have
 * checked the types of the fields only.
 */
export function judge(record: RemoteRecord, name: string, key: Uint8Array | undefined): Verdict {
  if (key !== undefined && !isSigned(record, key)) return 'unsigned';
  return record.names.includes(name) && isConsistent(record) ? 'good' : 'wrong';
}

/** Whether id, key, base and chain of a record tell the same. */
function isConsistent({ id, meta, chain }: RemoteRecord): boolean {
  if (!/^[0-9a-f]{64}$/.test(id)) return false;
  if (meta.key !== undefined && idOfRecord(meta.key) !== id) return false;
  if (meta.kind === 'from') return chain.base.id === id && chain.steps.length === 0;
  const base = chain.steps.at(-2)?.id ?? chain.base.id;
  return chain.steps.at(-1)?.id === id && meta.parent === base;
}

/**
 * Whether a build may continue from a result by its id alone. The id of an impure result has a scope in it, and a pull request may write
 * results of its own scope. Records of pure results have names that only builds of the scope ask for.
 */
export function isReadable(
  { meta }: Pick<RemoteRecord, 'meta'>,
  { own, others, isOwner, readsElsewhere }: Scopes,
): boolean {
  if (isOwner) return true;
  const last = meta.key?.at(-1);
  if (typeof last === 'object' && last !== null && 'scope' in last)
    return typeof last.scope === 'string' && readsElsewhere(last.scope);
  // Without a key, because a field has a secret, only the label tells the scope.
  const isKnown = meta.key !== undefined || meta.scope === undefined;
  return isKnown || [own, ...others].some(({ label }) => label === meta.scope);
}
