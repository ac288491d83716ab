import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../src/store/catalog/database.ts';
import { makeMemo } from '../../../../src/store/catalog/memo.ts';
import { layoutOf, makeLayout } from '../../../../src/store/layout.ts';
import { followLog } from '../../../../src/store/log/follower.ts';
import { lockDeadOwner, makeOwner, possibleOwners } from '../../../../src/store/owner.ts';

let root: string;
const layout = () => layoutOf(root);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'store-unit-'));
  makeLayout(layout());
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the memo', () => {
  test('evicts the oldest values and refuses too large values', () => {
    const database = openDatabase(layout());
    const memo = makeMemo(database, 10_000);
    for (let number = 0; number < 20; number += 1) memo.remember('kind', `${number}`, 'x'.repeat(1000));
    const kept = Array.from({ length: 20 }, (_, number) => memo.recall('kind', `${number}`) !== undefined);
    expect(kept).toEqual([...Array<boolean>(10).fill(false), ...Array<boolean>(10).fill(true)]);
    memo.remember('kind', '19', 'x'.repeat(20_000));
    expect(memo.recall('kind', '19')).toBeUndefined();
    expect(memo.recall('kind', '18')).toBeDefined();
    database.close();
  });

  test('outlives its process', () => {
    const first = openDatabase(layout());
    makeMemo(first).remember('a', 'b', 'é🐫\u0000');
    first.close();
    const second = openDatabase(layout());
    expect(makeMemo(second).recall('a', 'b')).toBe('é🐫\u0000');
    second.close();
  });
});

describe('a sound catalog', () => {
  test('is not rebuilt after a wrong statement', () => {
    const database = openDatabase(layout());
    const memo = makeMemo(database);
    memo.remember('a', 'b', 'kept');
    expect(() => database.run((prepare) => prepare('SELECT nothing FROM result').all())).toThrow('nothing');
    expect(() => database.run((prepare) => prepare('SELECT * FROM nowhere').all())).toThrow('nowhere');
    expect(memo.recall('a', 'b')).toBe('kept');
    database.close();
  });

  test('is rebuilt when a column is missing', () => {
    const first = openDatabase(layout());
    first.write((prepare) => {
      prepare('DROP TABLE memo').run();
      prepare('CREATE TABLE memo (number INTEGER PRIMARY KEY)').run();
    });
    expect(makeMemo(first).recall('a', 'b')).toBeUndefined();
    first.close();
  });
});

describe('a transaction', () => {
  test('leaves nothing after an error, and the next transaction works', () => {
    const database = openDatabase(layout());
    const add = (id: string) =>
      database.write((prepare) => {
        prepare('INSERT INTO claim (id, owner) VALUES (?, ?)').run(id, 'o');
        if (id === 'bad') throw new Error('no');
      });
    expect(() => add('bad')).toThrow('no');
    add('good');
    expect(database.run((prepare) => prepare('SELECT id FROM claim').all())).toEqual([{ id: 'good' }]);
    database.close();
  });
});

test('an error for a file that cannot be made names the cause', () => {
  rmSync(layout().owners, { recursive: true });
  expect(() => makeOwner(layout()).name()).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  rmSync(layout().state, { recursive: true });
  expect(() => openDatabase(layout())).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

describe('owners', () => {
  test('a live owner is not repaired, not even by its own process', () => {
    const owner = makeOwner(layout());
    const name = owner.name();
    expect(possibleOwners(layout())).toEqual([name]);
    expect(lockDeadOwner(layout(), name)).toBeUndefined();
    expect(lockDeadOwner(layout(), name)).toBeUndefined();
    owner.end({ keep: true });
    const lock = lockDeadOwner(layout(), name);
    expect(lock).toBeDefined();
    expect(lockDeadOwner(layout(), name)).toBeUndefined();
    lock?.release();
  });

  test('an entry in tmp without a lock file is a leftover', () => {
    writeFileSync(path.join(layout().tmp, '77.x-y-3'), '');
    expect(possibleOwners(layout())).toEqual(['77.x-y']);
  });

  test('an ended owner leaves no files, an idle owner creates no files', () => {
    const owner = makeOwner(layout());
    owner.end({ keep: false });
    expect(possibleOwners(layout())).toEqual([]);
    expect(owner.newEntry()).not.toBe(owner.newEntry());
    owner.end({ keep: false });
    expect(possibleOwners(layout())).toEqual([]);
  });
});

test('a follower gets whole characters, even after the file is deleted', async () => {
  const file = path.join(root, 'log');
  const bytes = Buffer.from('é🐫\n');
  writeFileSync(file, bytes.subarray(0, 3));
  let seen = '';
  const follower = followLog(file, (text) => {
    seen += text;
  });
  await follower.poll();
  expect(seen).toBe('é');
  writeFileSync(file, bytes.subarray(3), { flag: 'a' });
  rmSync(file);
  await follower.poll();
  follower.close();
  expect(seen).toBe('é🐫\n');
});
