import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { foundNoSpace } from '../../../src/volume/fault.ts';

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing failed');
}

const inMemory = (...statements: readonly string[]) => {
  const database = new DatabaseSync(':memory:');
  for (const statement of statements) database.exec(statement);
};
const TABLE = 'CREATE TABLE t (a TEXT PRIMARY KEY)';

test.each<[string, boolean, () => void]>([
  [
    'full database',
    true,
    () => inMemory('PRAGMA max_page_count = 2', TABLE, 'CREATE TABLE u (a)', 'CREATE TABLE v (a)'),
  ],
  // On a full disk SQLite makes no file, and by the time of a second try there may be room.
  ['database that cannot be opened', true, () => void new DatabaseSync('/proc/nowhere/file')],
  ['constraint', false, () => inMemory(TABLE, "INSERT INTO t VALUES ('x')", "INSERT INTO t VALUES ('x')")],
  ['statement with a fault', false, () => inMemory('nonsense')],
])('a %s counts as lack of space: %s', (_, expected, work) => {
  expect(foundNoSpace(errorOf(work))).toBe(expected);
});
