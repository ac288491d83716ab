import { afterEach, describe, expect, test } from 'vitest';
import type { Carrier, RemoteRecord } from '../../../../src/contract/remote.ts';
import { type Asked, buildText, scopesNamed } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { MemoryCarrier, type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import { openRunner, type Runner, type RunnerOptions } from '../../../fakes/remote.ts';

// A build continues from a result that only carriers have.
const runners: Runner[] = [];
/** The files of the base image are a layer here. */
const runner = (options: RunnerOptions = {}): Runner => {
  const one = openRunner(options);
  const { images } = one.machinery;
  const resolve: typeof images.resolve = async (...asked) => {
    const content = { kind: 'archive', file: '', size: 0, withBytes: () => Promise.reject() } as const;
    return { ...(await images.resolve(...asked)), content };
  };
  const made = { ...one, machinery: { ...one.machinery, images: { ...images, resolve } } };
  runners.push(made);
  return made;
};
afterEach(async () => {
  const open = runners.splice(0);
  for (const { counts } of open) expect(counts.openDrafts).toBe(0);
  await Promise.all(open.map((one) => one.close()));
});

const trusted = { scopes: { ...scopesNamed('main'), maySharedWrite: true } };
const spec = '((from base) (env A a) (run (shell one)) (run (shell two)))';
const on = (id: string, ...more: readonly string[]) => `((from obuilder:${id}) ${more.join(' ')})`;
const outcomes = (told: { readonly outcomes: readonly string[] }) =>
  told.outcomes.map((text) => text.split(': ').at(-1));
const filesOf = async (one: Runner, id: string) => readTree(await one.store.view(id));
const errorOf = (told: Awaited<ReturnType<typeof buildText>>) => told.of('failed')[0]?.error;

/** A machine that has built the spec, and the memory of its carrier. */
async function first(text = spec, asked: Asked = trusted) {
  const memory = remoteMemory();
  const a = runner({ memory });
  const { report } = await buildText(a, text, asked);
  return { a, memory, id: report.id };
}

test('a step on the base of another machine runs on the files of the whole chain', async () => {
  const { a, memory, id } = await first();
  const b = runner({ memory });
  const told = await buildText(b, on(id, '(run (shell three))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'built']);
  expect(told.of('warning')).toEqual([]);
  expect(b.counts).toMatchObject({ ran: ['three'], loaded: [], resolved: [] });
  expect(b.layers.applied).toBe(3);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
  const [there, here] = [a.store.find([id]).get(id), b.store.find([id]).get(id)];
  const kept = ['startedAt', 'seconds', 'outputs', 'operation', 'kind', 'key', 'parent', 'context'] as const;
  for (const name of kept) expect(here?.[name]).toEqual(there?.[name]);
  expect(here).toMatchObject({ source: 'pulled', vouchedBy: 'user', madeBy: ['main'] });
  const whole = spec.replace(/\)$/, ' (run (shell three)))');
  expect((await buildText(a, whole, trusted)).report).toMatchObject({ id: told.report.id, cacheHit: true });
  expect(told.of('carriers').at(-1)?.carriers).toMatchObject([{ found: 1, fetched: 1, stored: 1 }]);
});

test('known steps on the base move no file', async () => {
  const { a, memory, id } = await first();
  const text = on(id, '(run (shell three))');
  const { report } = await buildText(a, text, trusted);
  const b = runner({ memory });
  const told = await buildText(b, text, trusted);
  expect(told.report).toMatchObject({ id: report.id, cacheHit: true });
  expect(b.counts).toMatchObject({ drafts: 0, resolved: [] });
  expect(b.layers.applied).toBe(0);
  expect(told.output(0)).toBe('');
});

test('later steps are fetched on a base that came without its ancestors', async () => {
  const { a, memory, id } = await first();
  await buildText(a, on(id, '(run (shell three))'), trusted);
  const b = runner({ memory });
  await buildText(b, on(id, '(run (shell other))'), trusted);
  const told = await buildText(b, on(id, '(run (shell three))', '(run (shell four))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'cached', 'built']);
  expect(b.counts.ran).toEqual(['other', 'four']);
});

test('a base of equal ids with another chain below gets no layer of another machine', async () => {
  const { memory, id } = await first();
  const other = remoteMemory();
  const c = runner({ memory: other });
  c.scripts.set('one', ({ rootfs }) => {
    // The same step makes other files there.
    return import('node:fs').then(({ writeFileSync }) => {
      writeFileSync(`${rootfs}/one`, 'other');
      return { kind: 'exited', code: 0, outputFile: Buffer.alloc(0) } as const;
    });
  });
  await buildText(c, spec, trusted);
  await buildText(c, on(id, '(run (shell three))'), trusted);
  const b = runner({ from: [new MemoryCarrier(memory)], to: [] });
  await buildText(b, on(id, '(run (shell x))'), trusted);
  const two = {
    ...b,
    machinery: { ...b.machinery, remote: runner({ memory: other, to: [] }).machinery.remote },
  };
  const told = await buildText(two, on(id, '(run (shell three))', '(run (shell four))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'built', 'built']);
});

test('ancestors in the store are not fetched again', async () => {
  const { a, memory, id } = await first();
  const b = runner({ memory });
  await buildText(b, '((from base) (env A a) (run (shell one)) (run (shell b)))', trusted);
  expect(b.layers.applied).toBe(1);
  await buildText(b, on(id, '(run (shell three))'), trusted);
  expect(b.layers.applied).toBe(2);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
});

test('an ancestor of another making is no start for the chain', async () => {
  const { a, memory, id } = await first();
  const alone = runner({ from: [], to: [] });
  await buildText(alone, '((from base) (env A a) (run (shell one)))', trusted);
  const { remote } = runner({ memory }).machinery;
  const b = { ...alone, machinery: { ...alone.machinery, remote } };
  await buildText(b, on(id, '(run (shell three))'), trusted);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
});

test('a base image on a carrier is a base', async () => {
  const { a, memory } = await first();
  const [id = ''] = [...memory.records].flatMap(([name, { meta }]) => (meta.kind === 'from' ? [name] : []));
  const b = runner({ memory });
  const told = await buildText(b, on(id, '(run (shell one))'), trusted);
  expect(outcomes(told)).toEqual(['cached', 'built']);
  expect(await filesOf(b, id)).toEqual(await filesOf(a, id));
});

test('a carrier without the base gets no results on top of the base', async () => {
  const { a, memory, id } = await first();
  memory.records.clear();
  const told = await buildText(a, on(id, '(run (shell x))'), trusted);
  expect(memory.records.size).toBe(0);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    expect.stringMatching(/lacks the result that the build continues from/),
  ]);
});

test('an output takes the files of a base that nothing changed', async () => {
  const { a, memory, id } = await first();
  const b = runner({ memory });
  let files = {};
  const exports = {
    start: (src: string) => Promise.resolve(src),
    write: ({ root }: { readonly root: string }) => {
      files = readTree(root);
      return Promise.resolve({ files: 1, bytes: 1 });
    },
  };
  const output = { type: 'local', text: 'o', dest: '/nowhere', when: 'success' } as const;
  const exporting = { ...b, machinery: { ...b.machinery, exports } };
  const told = await buildText(exporting, on(id), { ...trusted, outputs: [output] });
  expect(told.result.kind).toBe('built');
  expect(files).toEqual(await filesOf(a, id));
});

describe('a base that cannot come', () => {
  const id = '0'.repeat(64);

  test('is an error with the places and the next step', async () => {
    const told = await buildText(runner(), on(id), trusted);
    expect(errorOf(told)).toMatchObject({
      code: 'result-missing',
      message: `could not start from obuilder:${id}: the result is neither in this store nor in the memory`,
      hint: expect.stringContaining('cache-to'),
      value: id,
      at: { line: 1 },
    });
  });

  test('is an error with the cause of a failed carrier', async () => {
    const carrier = new MemoryCarrier();
    carrier.find = () => Promise.reject(new Error('no route'));
    const told = await buildText(runner({ from: [carrier], to: [] }), on(id), trusted);
    expect(errorOf(told)?.message).toMatch(/nor in the memory; the memory failed: no route$/);
    expect(told.of('warning')).toHaveLength(1);
  });

  test('is an error if its layers are lost', async () => {
    const { memory, id: made } = await first();
    memory.blobs.clear();
    const told = await buildText(runner({ memory }), on(made, '(run (shell x))'), trusted);
    expect(errorOf(told)).toMatchObject({
      code: 'result-missing',
      message: expect.stringMatching(/the memory has lost its files$/),
    });
    expect(told.of('warning')).toHaveLength(1);
  });

  test('comes from the next carrier', async () => {
    const { a, memory, id: made } = await first();
    const broken: RemoteMemory = { records: memory.records, blobs: new Map() };
    const from: Carrier[] = [new MemoryCarrier(broken), new MemoryCarrier(memory)];
    const b = runner({ from, to: [] });
    const told = await buildText(b, on(made, '(run (shell x))'), trusted);
    expect(outcomes(told)).toEqual(['cached', 'built']);
    expect(told.of('warning').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the memory has lost files of the result that the build continues from/),
    ]);
    expect(await filesOf(b, made)).toEqual(await filesOf(a, made));
  });
});

describe('trust', () => {
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
});
