import { expect, test } from 'vitest';
import type { RemoteRecord } from '../../../../src/contract/remote.ts';
import { buildText, scopesNamed } from '../../../fakes/build.ts';
import type { RemoteMemory } from '../../../fakes/memory-carrier.ts';
import { outcomes } from '../../../fakes/use-runners.ts';
import { errorOf, on, spec, trusted, useBaseRunners } from './base-runners.ts';

// Who may continue from a result that a carrier gave, and what a record of a stranger can do.
const { runner, first } = useBaseRunners();

const change = (memory: RemoteMemory, id: string, to: (record: RemoteRecord) => RemoteRecord) => {
  const record = memory.records.get(id);
  if (record !== undefined) memory.records.set(id, to(record));
};
const foreign = { code: 'result-missing', message: expect.stringContaining('of another scope') };
const IMPURE = '((from base) (run (network host) (shell one)))';
const main = { scopes: scopesNamed('main') };

test('the result of a pull request is no base of the default branch', async () => {
  for (const text of [spec, IMPURE]) {
    const { memory, id } = await first(text, { scopes: scopesNamed('pull 7', 'main') });
    const told = await buildText(runner({ memory }), on(id), trusted);
    expect(errorOf(told)?.code).toBe('result-missing');
    const own = { scopes: scopesNamed('pull 7', 'main') };
    expect((await buildText(runner({ memory }), on(id), own)).result.kind).toBe('built');
  }
});

test('an impure result of another scope is refused by name', async () => {
  const { memory, id } = await first(IMPURE, { scopes: scopesNamed('pull 7', 'main') });
  expect(errorOf(await buildText(runner({ memory }), on(id), main))).toMatchObject(foreign);
});

test('an unsigned record is no base if a key is given', async () => {
  const { memory, id } = await first();
  const key = Buffer.from('a key of many bytes');
  const told = await buildText(runner({ memory, settings: { key } }), on(id), trusted);
  expect(errorOf(told)?.code).toBe('result-missing');
  expect(told.of('warning')[0]?.message).toMatch(/no valid signature/);
});

test('a record gives no access to the results of other scopes in the store', async () => {
  // The store has results of a private repository. Another repository writes a record with their ids, times and layers.
  const { a, memory, id } = await first(spec, { scopes: scopesNamed('private') });
  const records = new Map([...memory.records.values()].map((record) => [record.id, record]));
  for (const [name, record] of records) memory.records.set(name, { ...record, names: [name] });
  memory.blobs.clear();
  const other = { scopes: scopesNamed('other') };
  expect(errorOf(await buildText(a, on(id), other))).toMatchObject(foreign);
  // As the base below a result of the attacker, too.
  const evil = 'e'.repeat(64);
  const record = records.get(id);
  if (record === undefined) throw new Error('no record');
  const { base, steps } = record.chain;
  const layer = steps[1]?.layer;
  if (layer === undefined) throw new Error('no layer');
  const step = { id: evil, operation: 'x', startedAt: 1, layer };
  const meta = { ...record.meta, key: undefined, parent: id, startedAt: 1 };
  memory.records.set(evil, {
    ...record,
    id: evil,
    names: [evil],
    meta,
    chain: { base, steps: [...steps, step] },
  });
  const told = await buildText(a, on(evil, '(run (shell x))'), other);
  expect(errorOf(told)?.message).toMatch(/has lost its files/);
  // A build that only names the result must not get the right to it.
  expect((await buildText(a, on(evil), other)).result.kind).toBe('built');
  expect(errorOf(await buildText(a, on(id), other))).toMatchObject(foreign);
});

test('the repository that a record names is never mounted', async () => {
  const { memory, id } = await first();
  const repository = { domain: 'registry', repository: 'secret/files' };
  for (const name of memory.records.keys())
    change(memory, name, (record) => {
      const { base, steps } = record.chain;
      return { ...record, chain: { base: { ...base, repository }, steps } };
    });
  for (const text of [on(id, '(run (shell x))'), spec.replace('two', 'x')]) {
    const { report } = await buildText(runner({ memory }), text, trusted);
    expect(memory.records.get(report.id)?.chain.steps).not.toEqual([]);
    expect(memory.records.get(report.id)?.chain.base.repository).toBeUndefined();
  }
});

test('a fetched base counts for its user only', async () => {
  const { memory, id } = await first();
  const b = runner({ memory, to: [] });
  await buildText(b, on(id, '(run (shell x))'), trusted);
  const stranger = { scopes: { ...scopesNamed('main'), user: 'stranger' } };
  const alone = { ...b, machinery: { ...b.machinery, remote: undefined } };
  expect(errorOf(await buildText(alone, on(id), { scopes: scopesNamed('other') }))).toMatchObject(foreign);
  const told = await buildText(alone, spec, stranger);
  expect(outcomes(told)).toEqual(['built', 'built', 'built']);
  expect(b.store.find([id]).get(id)?.vouchedBy).toBeUndefined();
});

test('a hostile record cannot write to the terminal', async () => {
  const { memory, id } = await first();
  change(memory, id, (record) => ({
    ...record,
    meta: { ...record.meta, operation: '\u001b[2Jevil\n', scope: 'evil' },
  }));
  const b = runner({ memory, to: [] });
  await buildText(b, on(id, '(run (shell x))'), trusted);
  expect(b.store.find([id]).get(id)).toMatchObject({ operation: '?[2Jevil?', scope: 'main' });
});
