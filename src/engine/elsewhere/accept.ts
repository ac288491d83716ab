import type { RemoteRecord } from '../../contract/remote.ts';
import { idOfRecord } from '../plan/keys.ts';
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
