import { expect, test } from 'vitest';
import type { RemoteRecord } from '../../../../src/contract/remote.ts';
import { slotId } from '../../../../src/engine/elsewhere/slots/record.ts';
import { buildText, scopesNamed } from '../../../fakes/build.ts';
import { closesMachines, machine, main, pull, slots, spec, stored, warnings } from './slot-machines.ts';

closesMachines();

test('an empty slot starts with the files of another machine', async () => {
  const { memory, told } = await stored();
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    'stored the cache slot "c" in the memory: 0.0 MB',
  ]);
  const b = machine({ memory });
  const next = await buildText(b, spec('two'), main);
  expect(b.seen).toEqual(['one two ']);
  expect(next.of('notice')[0]?.message).toBe('the cache slot "c" comes from the memory: 0.0 MB');
  // The changed slot has replaced the record.
  expect(slots(memory)).toHaveLength(1);
  const c = machine({ memory });
  await buildText(c, spec('three'), main);
  expect(c.seen).toEqual(['one two three ']);
});

test('a slot with files stays, and an unchanged slot is not stored again', async () => {
  const { a, memory } = await stored();
  const [before] = slots(memory);
  const b = machine({ memory });
  await buildText(b, spec('two'), main);
  await buildText(a, spec('three'), main);
  expect(a.seen).toEqual(['one ', 'one three ']);
  const [changed] = slots(memory);
  expect(changed).not.toEqual(before);
  const told = await buildText(a, spec('same'), main);
  expect(slots(memory)[0]).toBe(changed);
  expect(told.of('notice')).toEqual([]);
});

test('two steps that start at once share one transfer', async () => {
  const { memory } = await stored();
  const b = machine({ memory });
  const two = `((build n ((from base) (run (cache (c (target /c))) (shell x)))) (from base) (run (cache (c (target /c))) (shell y)))`;
  const told = await buildText(b, two, main);
  expect(told.result.kind).toBe('built');
  expect(b.seen.every((text) => text.startsWith('one '))).toBe(true);
  expect(told.of('notice').filter(({ message }) => message.includes('comes from'))).toHaveLength(1);
  expect(b.layers.applied).toBe(1);
});

test('other slots, cached steps and failed builds store nothing', async () => {
  const { a, memory } = await stored();
  const [before] = slots(memory);
  await buildText(a, spec('two', 'other'), main);
  expect((await buildText(a, spec('one'), main)).report.cacheHit).toBe(true);
  await buildText(a, spec('fail'), main);
  expect(slots(memory)).toEqual([before]);
});

test('a pull request reads the slot of its base and writes its own', async () => {
  const { memory } = await stored();
  const b = machine({ memory });
  await buildText(b, spec('two'), pull);
  expect(b.seen).toEqual(['one two ']);
  expect(slots(memory).map(({ id }) => id)).toEqual([slotId('main', 'c'), slotId('pull 7', 'c')]);
  const c = machine({ memory });
  await buildText(c, spec('three'), main);
  expect(c.seen).toEqual(['one three ']);
  const d = machine({ memory });
  await buildText(d, spec('four'), { scopes: scopesNamed('other') });
  expect(d.seen).toEqual(['four ']);
});

test('a slot without a valid signature does not count', async () => {
  const key = Buffer.from('a key of many bytes');
  const { memory } = await stored();
  const b = machine({ memory, to: [], settings: { key } });
  const told = await buildText(b, spec('two'), main);
  expect(b.seen).toEqual(['two ']);
  expect(warnings(told)).toEqual([expect.stringMatching(/no valid signature/)]);
  const signed = await stored(main, { settings: { key } });
  const c = machine({ memory: signed.memory, settings: { key } });
  await buildText(c, spec('two'), main);
  expect(c.seen).toEqual(['one two ']);
});

const forgeries: readonly [string, (record: RemoteRecord, other: RemoteRecord) => RemoteRecord][] = [
  ['without a key', (record) => ({ ...record, meta: { ...record.meta, key: undefined } })],
  ['of another slot', (record, other) => ({ ...other, names: record.names })],
  [
    'of several layers',
    (record) => {
      const { base } = record.chain;
      return { ...record, chain: { base: { ...base, layers: [...base.layers, ...base.layers] }, steps: [] } };
    },
  ],
];
test.each(forgeries)('a record %s is no slot', async (_, forge) => {
  const { a, memory } = await stored();
  await buildText(a, spec('two', 'd'), main);
  const [record, other] = [slots(memory)[0], [...memory.records.values()].at(-1)];
  if (record === undefined || other === undefined) throw new Error('no record');
  memory.records.set(record.id, forge(record, other));
  const b = machine({ memory, to: [] });
  expect((await buildText(b, spec('three'), main)).result.kind).toBe('built');
  expect(b.seen).toEqual(['three ']);
});

test('a stored slot is no result to continue from', async () => {
  const { memory } = await stored();
  const b = machine({ memory, to: [] });
  const told = await buildText(b, `((from obuilder:${slotId('main', 'c')}) (run (shell x)))`, main);
  expect([told.result.kind, b.counts.ran, b.layers.applied]).toEqual(['failed', [], 0]);
});

test('names of no slot are one warning with the slots of the spec', async () => {
  const b = machine({ settings: { slots: ['c', 'nmp', 'x'] } });
  const told = await buildText(b, spec('two'), main);
  expect(told.result.kind).toBe('built');
  expect(warnings(told)).toEqual([
    'cache-slots names "nmp", "x", which no step has as a cache slot: the steps have "c"',
  ]);
  const none = await buildText(machine(), '((from base) (run (shell one)))', main);
  expect(warnings(none)).toEqual([
    'cache-slots names "c", which no step has as a cache slot: no step has a slot',
  ]);
});

test('a build with every step in the store asks no carrier', async () => {
  const { memory } = await stored();
  const b = machine({ memory });
  await buildText(b, spec('two'), main);
  const before = [b.opened(), b.carrier.traffic()];
  const again = await buildText(b, spec('two'), main);
  expect(again.report.cacheHit).toBe(true);
  expect([b.opened(), b.carrier.traffic()]).toEqual(before);
});

test('a build with every step on a carrier fetches no slot', async () => {
  const { memory, told } = await stored();
  const b = machine({ memory });
  const known = await buildText(b, spec('one'), main);
  expect(known.report).toMatchObject({ id: told.report.id, cacheHit: true });
  expect([b.layers.applied, b.seen, known.of('notice')]).toEqual([0, [], []]);
});
