import type { Memo } from '../../contract/memo.ts';
import { foundNoSpace } from '../../volume/fault.ts';
import type { Database } from './database.ts';
import type { Prepare } from './rows.ts';

/** Bound on the sum of all values; the least recently used values are evicted first. */
const MAX_BYTES = 128 * 1024 * 1024;
/** Uses are recorded once an hour, so that recalling mostly writes nothing. In milliseconds. */
const USE_GRAIN_MS = 3_600_000;

interface Fact {
  readonly kind: string;
  readonly key: string;
  readonly value: string;
}

/** Facts in the catalog's file. A separate table holds the values, so that marking a use does not rewrite the value. */
export function makeMemo(database: Database, maxBytes = MAX_BYTES): Memo {
  return {
    recall: (kind, key) => database.run((prepare) => recall(prepare, kind, key)),
    remember: (kind, key, value) => {
      try {
        if (database.run((prepare) => recall(prepare, kind, key)) === value) return;
        database.write((prepare) => {
          replace(prepare, { kind, key, value }, maxBytes);
          trim(prepare, maxBytes);
        });
      } catch (error) {
        // A lost fact costs time only, so no build fails.
        if (!foundNoSpace(error)) throw error;
      }
    },
  };
}

function recall(prepare: Prepare, kind: string, key: string): string | undefined {
  const row = prepare(
    'SELECT number, used, value FROM memo JOIN memo_value USING (number) WHERE kind = ? AND key = ?',
  ).get(kind, key);
  if (row === undefined) return undefined;
  const now = Date.now();
  if (Number(row['used']) < now - USE_GRAIN_MS) markUsed(prepare, Number(row['number']), now);
  return String(row['value']);
}

function markUsed(prepare: Prepare, number: number, now: number): void {
  try {
    prepare('UPDATE memo SET used = ? WHERE number = ?').run(now, number);
  } catch (error) {
    if (!foundNoSpace(error)) throw error;
  }
}

function replace(prepare: Prepare, { kind, key, value }: Fact, maxBytes: number): void {
  const old = prepare('SELECT number FROM memo WHERE kind = ? AND key = ?').get(kind, key);
  if (old !== undefined) drop(prepare, Number(old['number']));
  const bytes = Buffer.byteLength(value);
  if (bytes > maxBytes) return;
  const add = prepare('INSERT INTO memo (kind, key, bytes, used) VALUES (?, ?, ?, ?)');
  const { lastInsertRowid } = add.run(kind, key, bytes, Date.now());
  prepare('INSERT INTO memo_value (number, value) VALUES (?, ?)').run(lastInsertRowid, value);
}

function trim(prepare: Prepare, maxBytes: number): void {
  let excess = Number(prepare('SELECT sum(bytes) AS n FROM memo').get()?.['n'] ?? 0) - maxBytes;
  if (excess <= 0) return;
  for (const old of prepare('SELECT number, bytes FROM memo ORDER BY used, number').all()) {
    if (excess <= 0) return;
    excess -= Number(old['bytes']);
    drop(prepare, Number(old['number']));
  }
}

function drop(prepare: Prepare, number: number): void {
  for (const table of ['memo', 'memo_value']) prepare(`DELETE FROM ${table} WHERE number = ?`).run(number);
}
