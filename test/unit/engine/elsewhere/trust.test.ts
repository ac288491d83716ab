import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RemoteRecord } from '../../../../src/contract/remote.ts';
import { scopedName } from '../../../../src/plan/virtual.ts';
import { buildText, scopesNamed } from '../../../fakes/build.ts';
import { type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { Runner } from '../../../fakes/remote.ts';
import { outcomes, useRunners } from '../../../fakes/use-runners.ts';

const runner = useRunners();

const spec = '((from base) (run (shell one)))';
const main = { scopes: { ...scopesNamed('main'), maySharedWrite: true } };
const pull = { scopes: scopesNamed('pr', 'main') };
const built = ['built', 'built'];
const cached = ['cached', 'cached'];
const key = Buffer.from('a key of many bytes');

test('a pull request stores nothing that the default branch reads', async () => {
  const memory = remoteMemory();
  const made = await buildText(runner({ memory }), spec, pull);
  const names = made.report.steps.map(({ id = '' }) => scopedName('pr', id));
  expect([...memory.records.keys()].sort()).toEqual(names.sort());
  expect(outcomes(await buildText(runner({ memory }), spec, pull))).toEqual(cached);
  expect(outcomes(await buildText(runner({ memory }), spec, main))).toEqual(built);
});

test('a pull request reads results of the default branch', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const size = memory.records.size;
  expect(outcomes(await buildText(runner({ memory }), spec, pull))).toEqual(cached);
  expect(memory.records.size).toBe(size);
});

test('a pull request builds on results of the default branch', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const more = '((from base) (run (shell one)) (run (shell two)))';
  expect(outcomes(await buildText(runner({ memory }), more, pull))).toEqual(['built', 'cached', 'built']);
  expect(outcomes(await buildText(runner({ memory }), more, pull))).toEqual(['cached', 'cached', 'cached']);
  expect(outcomes(await buildText(runner({ memory }), more, main))).toEqual(['built', 'cached', 'built']);
});

test('a record under the name of another scope does not count', async () => {
  const memory = remoteMemory();
  const { report } = await buildText(runner({ memory }), spec, pull);
  for (const { id = '' } of report.steps) {
    const record = memory.records.get(scopedName('pr', id));
    if (record !== undefined) memory.records.set(id, record);
  }
  const told = await buildText(runner({ memory }), spec, main);
  expect(outcomes(told)).toEqual(built);
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    'the memory has records that are ignored: a record contradicts itself. Their steps are built here.',
  ]);
});

test('signed records are found with the same key only', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory, settings: { key } }), spec, main);
  expect(outcomes(await buildText(runner({ memory, settings: { key } }), spec, main))).toEqual(cached);
  const other = { key: Buffer.from('another key of many bytes') };
  const told = await buildText(runner({ memory, to: [], settings: other }), spec, main);
  expect(outcomes(told)).toEqual(built);
  expect(told.of('warning')).toHaveLength(1);
});

test('signed records replace unsigned records', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  await buildText(runner({ memory, settings: { key } }), spec, main);
  expect(outcomes(await buildText(runner({ memory, settings: { key } }), spec, main))).toEqual(cached);
});

test('unsigned records are misses if a key is given', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const told = await buildText(runner({ memory, to: [], settings: { key } }), spec, main);
  expect(outcomes(told)).toEqual(built);
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    expect.stringMatching(/no valid signature/),
  ]);
});

const changes: readonly [string, (record: RemoteRecord) => RemoteRecord][] = [
  ['output', (record) => ({ ...record, meta: { ...record.meta, outputs: { a: 'b' } } })],
  ['layer', (record) => ({ ...record, chain: { ...record.chain, steps: [] } })],
  ['name', (record) => ({ ...record, names: [...record.names, 'f'.repeat(64)] })],
  ['signature', (record) => ({ ...record, signature: createHmac('sha256', 'x').update('').digest('hex') })],
  ['signature that is no text', (record) => ({ ...record, signature: 7 as never })],
];
test.each(changes)('a signed record with a changed %s is a miss', async (_, change) => {
  const memory: RemoteMemory = remoteMemory();
  await buildText(runner({ memory, settings: { key } }), spec, main);
  for (const [name, record] of memory.records) {
    if (record.meta.kind === 'run') memory.records.set(name, change(record));
  }
  const told = await buildText(runner({ memory, to: [], settings: { key } }), spec, main);
  expect(outcomes(told)).toEqual(['built', 'built']);
});

test('a signature does not depend on the order of fields', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory, settings: { key } }), spec, main);
  for (const [name, record] of memory.records) {
    const reversed = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(record))).reverse());
    memory.records.set(name, reversed as unknown as RemoteRecord);
  }
  expect(outcomes(await buildText(runner({ memory, settings: { key } }), spec, main))).toEqual(cached);
});

test('a record whose key has another id is a miss', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  for (const [name, record] of memory.records)
    memory.records.set(name, { ...record, meta: { ...record.meta, key: [1, 'run', {}] } });
  expect(outcomes(await buildText(runner({ memory, to: [] }), spec, main))).toEqual(built);
});

const withoutRemote = (one: Runner) => ({ ...one, machinery: { ...one.machinery, remote: undefined } });
const longer = '((from base) (run (shell one)) (run (shell two)))';

const of = (user: string) => ({ ...scopesNamed(user), user });

test('files that a user took from a carrier count for this user only', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const one = runner({ memory, to: [] });
  await buildText(one, longer, { scopes: of('a') });
  expect(one.layers.applied).toBe(1);
  const alone = withoutRemote(one);
  expect(outcomes(await buildText(alone, spec, { scopes: { ...scopesNamed('pull'), user: 'a' } }))).toEqual(
    cached,
  );
  expect(outcomes(await buildText(alone, spec, { scopes: of('b') }))).toEqual(['cached', 'built']);
  // What the worker has made itself counts for all.
  expect(outcomes(await buildText(alone, spec, { scopes: of('c') }))).toEqual(cached);
  expect(outcomes(await buildText(alone, spec, { scopes: of('a') }))).toEqual(cached);
});

test('a step on the files of a carrier counts no more than the files', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const one = runner({ memory, to: [] });
  await buildText(one, longer, { scopes: of('a') });
  const told = await buildText(one, longer, { scopes: of('b') });
  expect(outcomes(told)).toEqual(['cached', 'cached', 'built']);
  expect(one.layers.applied).toBe(2);
});

test('a copy from the files of a carrier counts no more than the files', async () => {
  const memory = remoteMemory();
  const nested = (last = '') =>
    `((build a ((from base) (run (shell one)))) (from base) (copy (from (build a)) (src one) (dst /d/)) ${last})`;
  await buildText(runner({ memory }), spec, main);
  const one = runner({ memory, to: [] });
  await buildText(one, nested(), { scopes: of('a') });
  expect(one.layers.applied).toBe(1);
  const told = await buildText(withoutRemote(one), nested('(run (shell two))'), { scopes: of('b') });
  expect(outcomes(told)).toEqual(['cached', 'built', 'cached', 'built', 'built']);
});

test('no-cache replaces the files of a carrier that another user brought', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const one = runner({ memory, to: [] });
  await buildText(one, longer, { scopes: of('a') });
  const alone = withoutRemote(one);
  const again = await buildText(alone, spec, { scopes: of('b'), noCache: true });
  expect(outcomes(await buildText(alone, spec, { scopes: of('c') }))).toEqual(cached);
  expect((await buildText(alone, spec, { scopes: of('c') })).report.id).toBe(again.report.id);
});

test('a fetched result is described by the spec here, and not by the record', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  const context = { shell: ['evil'], cwd: '/evil', user: { uid: 0, gid: 0 }, environment: [] };
  for (const [name, record] of memory.records)
    memory.records.set(name, {
      ...record,
      meta: { ...record.meta, operation: '\u001b[2Jevil', scope: 'evil', context },
    });
  const one = runner({ memory, to: [] });
  await buildText(one, longer, main);
  expect(one.layers.applied).toBe(1);
  const [, fetched] = one.store.list();
  expect(fetched).toMatchObject({ operation: '(run (shell one))', scope: undefined, source: 'pulled' });
  expect(fetched?.context?.cwd).toBe('/');
});

test('a makers list of another machine is not stored', async () => {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, main);
  expect([...memory.records.values()].map(({ meta }) => meta.madeBy)).toEqual([undefined, undefined]);
});
