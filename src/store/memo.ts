import type { Memo } from './contract.ts';
import type { Database } from './database.ts';

/** All values together; the least recently used go first. */
const MOST_BYTES = 128 * 1024 * 1024;
/** A use is written down at this grain, in milliseconds, so that recalling mostly writes nothing. */
const USE_GRAIN = 3_600_000;

/** Facts in the catalog's file. Values stand in a table of their own, so that marking a use does not rewrite them. */
export function makeMemo(database: Database, mostBytes = MOST_BYTES): Memo {
  return {
    recall: (kind, key) =>
      database.run((prepare) => {
        const row = prepare(
          'SELECT number, used, value FROM memo JOIN memo_value USING (number) WHERE kind = ? AND key = ?',
        ).get(kind, key);
        if (row === undefined) return undefined;
        const now = Date.now();
        if (Number(row['used']) < now - USE_GRAIN) {
          prepare('UPDATE memo SET used = ? WHERE number = ?').run(now, row['number'] ?? null);
        }
        return String(row['value']);
      }),
    remember: (kind, key, value) =>
      database.write((prepare) => {
        const bytes = Buffer.byteLength(value);
        prepare(
          'DELETE FROM memo_value WHERE number = (SELECT number FROM memo WHERE kind = ? AND key = ?)',
        ).run(kind, key);
        prepare('DELETE FROM memo WHERE kind = ? AND key = ?').run(kind, key);
        if (bytes > mostBytes) return;
        const added = prepare('INSERT INTO memo (kind, key, bytes, used) VALUES (?, ?, ?, ?)').run(
          kind,
          key,
          bytes,
          Date.now(),
        );
        prepare('INSERT INTO memo_value (number, value) VALUES (?, ?)').run(added.lastInsertRowid, value);
        let excess = Number(prepare('SELECT sum(bytes) AS n FROM memo').get()?.['n'] ?? 0) - mostBytes;
        if (excess <= 0) return;
        for (const old of prepare('SELECT number, bytes FROM memo ORDER BY used, number').all()) {
          if (excess <= 0) return;
          excess -= Number(old['bytes']);
          for (const table of ['memo', 'memo_value'])
            prepare(`DELETE FROM ${table} WHERE number = ?`).run(old['number'] ?? null);
        }
      }),
  };
}
