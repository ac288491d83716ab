import { execFileSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTrees } from '../../../src/tree/open.ts';
import {
  makeMemo,
  makeWorkplace,
  manifestRequest,
  type SpecCopy,
  type Workplace,
} from '../../samples/trees.ts';

let work: Workplace;
const trees = openTrees();
const shell = (script: string) => execFileSync('sh', ['-euc', script], { cwd: work.context });
const read = (copy: Partial<SpecCopy> = {}) =>
  trees.readManifest(manifestRequest(work.context, { src: ['.'], dst: '/d/', ...copy }));
const digest = async (copy?: Partial<SpecCopy>) => (await read(copy)).digest;

beforeEach(() => {
  work = makeWorkplace();
});

afterEach(() => {
  vi.useRealTimers();
  work?.remove();
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 150));

test('a cached digest spares reading and writing', async () => {
  shell('echo one > one; echo two > two; truncate -s 1M large');
  await settle();
  const memo = makeMemo();
  const first = await read({ memo });
  const again = await read({ memo });
  expect(again).toEqual(first);
  expect(memo.writes).toBe(1);
  // A forged digest shows that the file is not read.
  const [[key, value] = ['', '']] = memo.values;
  const forged = Buffer.from(value, 'base64');
  forged.fill(0xab, forged.length - 32);
  memo.values.set(key, forged.toString('base64'));
  const entries = (await read({ memo })).entries;
  expect(entries.at(-1)).toMatchObject({ path: 'two', digest: `sha256:${'ab'.repeat(32)}` });
  expect(entries.slice(0, -1)).toEqual(first.entries.slice(0, -1));
});

test('every change is seen, even with old size and times', async () => {
  shell('echo one > f; echo other > g; touch -d 2001-02-03 f');
  await settle();
  const memo = makeMemo();
  const before = await digest({ memo });
  shell('echo two > f; touch -d 2001-02-03 f');
  const fresh = await digest();
  expect(fresh).not.toBe(before);
  expect(await digest({ memo })).toBe(fresh);
  await settle();
  shell('mv f x; mv g f; mv x g');
  expect(await digest({ memo })).toBe(await digest());
});

test('a file changed just now is not remembered', async () => {
  shell('echo one > f');
  const changed = Math.ceil(lstatSync(path.join(work.context, 'f')).ctimeMs);
  const writesAt = async (now: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const memo = makeMemo();
    await read({ memo });
    return memo.writes;
  };
  expect(await writesAt(changed + 90)).toBe(0);
  expect(await writesAt(changed + 2001)).toBe(1);
});

test('a broken cache counts as empty', async () => {
  shell('echo one > f');
  await settle();
  const memo = makeMemo();
  const first = await read({ memo });
  for (const broken of ['', '{}', 'AAAA', '\u0000', `${[...memo.values.values()][0]}AAAA`]) {
    for (const key of memo.values.keys()) memo.values.set(key, broken);
    expect(await read({ memo })).toEqual(first);
  }
});
