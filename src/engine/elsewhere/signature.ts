import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RemoteRecord } from '../../contract/remote.ts';

/** Returns the record with an HMAC-SHA256 over all other fields. */
export function sign(record: RemoteRecord, key: Uint8Array): RemoteRecord {
  return { ...record, signature: signatureOf(record, key) };
}

export function isSigned(record: RemoteRecord, key: Uint8Array): boolean {
  const { signature } = record;
  if (typeof signature !== 'string' || !/^[0-9a-f]{64}$/.test(signature)) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signatureOf(record, key), 'hex'));
}

function signatureOf({ signature: _, ...fields }: RemoteRecord, key: Uint8Array): string {
  return createHmac('sha256', key).update(canonical(fields)).digest('hex');
}

/** Returns a text that does not depend on the order of fields: carriers may parse a record and write the record again. */
function canonical(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(JSON.stringify(value))));
}

/** Fields become pairs, because an object with a field named `__proto__` would lose the field. No two values have one text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', value.map(sorted)];
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return ['fields', fields.map(([name, field]) => [name, sorted(field)])];
}
