import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Carrier } from '../../../../src/contract/remote.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { buildText, exited, type Told } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { MemoryCarrier, type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import { outcomes, useRunners } from '../../../fakes/use-runners.ts';
import { layoutWorld } from '../../../places/carrier-worlds.ts';

const runner = useRunners();

const spec = '((from base) (run (shell one)) (run (shell two)) (run (shell three)))';
const changed = spec.replace('three', 'four');
const warnings = (told: { of(type: 'warning'): readonly { readonly message: string }[] }) =>
  told.of('warning').map(({ message }) => message);

type Method = 'find' | 'open' | 'put';

/** A carrier whose method fails from the given call on. */
function failing(memory: RemoteMemory, method: Method, error: Error, after = 0): Carrier {
  const carrier = new MemoryCarrier(memory);
  const real = carrier[method].bind(carrier) as (...args: readonly unknown[]) => unknown;
  let calls = 0;
  Object.assign(carrier, {
    [method]: (...args: readonly unknown[]) => {
      calls += 1;
      if (calls <= after) return real(...args);
      if (method !== 'open') return Promise.reject(error);
      return (async function* () {
        yield Buffer.from('x');
        throw error;
      })();
    },
  });
  return carrier;
}

const down = new ObuilderError('remote-failed', 'connection refused', { hint: 'Check the network.' });
const lost = new ObuilderError('remote-lost', 'the layer is gone');

const damaged = (told: Told) =>
  told
    .of('carriers')
    .at(-1)
    ?.carriers.map((carrier) => carrier.damaged);

let stored: RemoteMemory | undefined;
/** Results of the spec, stored by another runner. */
async function filled(): Promise<RemoteMemory> {
  if (stored === undefined) {
    stored = remoteMemory();
    await buildText(runner({ memory: stored }), spec);
  }
  return { records: new Map(stored.records), blobs: new Map(stored.blobs) };
}

let alone: object | undefined;
/** The files of the changed spec in a build that never heard of carriers. */
async function filesAlone(): Promise<object> {
  const one = runner({ from: [], to: [] });
  alone ??= readTree(await one.store.view((await buildText(one, changed)).report.id));
  return alone;
}

test.each<[string, Method, number, RegExp]>([
  [
    'lookup',
    'find',
    0,
    /^the memory is not used any more: connection refused; .*are built here\. Check the network\.$/,
  ],
  [
    'layer',
    'open',
    1,
    /^the memory is not used any more: connection refused; .*built here\. Check the network\.$/,
  ],
  [
    'upload',
    'put',
    0,
    /^the memory is not used any more: connection refused; .*not stored.*\. Check the network\.$/,
  ],
])('a carrier that fails in a %s is one warning', async (_, method, after, text) => {
  const carrier = failing(await filled(), method, down, after);
  const one = runner({ from: [carrier], to: [carrier] });
  const told = await buildText(one, changed);
  expect(told.result.kind).toBe('built');
  expect(warnings(told)).toEqual([expect.stringMatching(text)]);
  expect(readTree(await one.store.view(told.report.id))).toEqual(await filesAlone());
  expect(told.of('carriers')[0]?.carriers).toMatchObject([{ name: 'memory', failure: 'connection refused' }]);
});

test.each<[string, Method, number]>([
  ['lookup', 'find', 0],
  ['layer', 'open', 1],
  ['upload', 'put', 0],
])('a required carrier that fails in a %s fails the build', async (_, method, after) => {
  const carrier = failing(await filled(), method, down, after);
  const told = await buildText(
    runner({ from: [carrier], to: [carrier], settings: { isRequired: true } }),
    changed,
  );
  expect(told.result.kind).toBe('failed');
  expect(told.of('failed')[0]?.error).toMatchObject({ code: 'remote-failed', value: 'memory' });
});

test('a lost layer means that its step and later steps are built', async () => {
  const memory = await filled();
  const carrier = new MemoryCarrier(memory);
  const layers = [...memory.records.values()].flatMap(({ chain }) => chain.steps);
  const second = layers.find(({ operation }) => operation.includes('two'));
  memory.blobs.delete(second?.layer.digest ?? '');
  const one = runner({ from: [carrier], to: [] });
  const told = await buildText(one, changed);
  expect(outcomes(told)).toEqual(['built', 'cached', 'built', 'built']);
  expect(warnings(told)).toEqual([
    expect.stringMatching(/^the memory has lost its files, so this step is built/),
  ]);
  expect(damaged(told)).toEqual([1]);
  expect(readTree(await one.store.view(told.report.id))).toEqual(await filesAlone());
});

test('a damaged layer is never used', async () => {
  const memory = await filled();
  for (const { chain } of memory.records.values()) {
    const layer = chain.steps.at(-1)?.layer;
    const bytes = layer && memory.blobs.get(layer.digest);
    if (layer && bytes) memory.blobs.set(layer.digest, Buffer.from(bytes.map((byte) => byte ^ 1)));
  }
  const one = runner({ from: [new MemoryCarrier(memory)], to: [] });
  const told = await buildText(one, changed);
  expect(outcomes(told)).toEqual(['built', 'built', 'built', 'built']);
  expect(readTree(await one.store.view(told.report.id))).toEqual(await filesAlone());
});

test('a carrier that never answers costs the time for lookups once', async () => {
  const carrier = new MemoryCarrier();
  carrier.find = () => new Promise(() => undefined);
  const one = runner({ from: [carrier], to: [carrier], settings: { findMs: 50 } });
  const told = await buildText(one, spec);
  expect(told.result.kind).toBe('built');
  expect(warnings(told)).toEqual([expect.stringMatching(/no answer within/)]);
});

test.each<Method>(['find', 'open', 'put'])(
  'a build is cancelled while a carrier hangs in %s',
  async (method) => {
    const memory = await filled();
    const carrier = new MemoryCarrier(memory);
    const cancel = new AbortController();
    const hang = () => {
      setTimeout(() => cancel.abort(), 20);
      return new Promise<never>(() => undefined);
    };
    if (method === 'open') carrier.open = () => ({ [Symbol.asyncIterator]: () => ({ next: hang }) }) as never;
    else carrier[method] = hang;
    const one = runner({ from: [carrier], to: [carrier] });
    const told = await buildText(one, changed, { signal: cancel.signal });
    expect(told.result.kind).toBe('cancelled');
    expect(one.counts.openDrafts).toBe(0);
  },
);

test('the second carrier answers if the first is down', async () => {
  const memory = await filled();
  const from = [failing(memory, 'find', down), new MemoryCarrier(memory)];
  const told = await buildText(runner({ from, to: [] }), spec);
  expect(told.report.cacheHit).toBe(true);
  expect(warnings(told)).toHaveLength(1);
});

test('a lost log leaves the step cached', async () => {
  const memory = await filled();
  const carrier = failing(memory, 'open', lost);
  const told = await buildText(runner({ from: [carrier], to: [] }), spec);
  expect(told.report.cacheHit).toBe(true);
  expect(warnings(told)).toEqual(
    Array(3).fill('the log of this step is incomplete, but its files are whole: the layer is gone'),
  );
});

test('a log beyond the bound of this build is not shown', async () => {
  const one = runner({ from: [new MemoryCarrier(await filled())], to: [] });
  const told = await buildText(one, spec, { limits: { logBytes: 3 } });
  expect(told.report.cacheHit).toBe(true);
  expect(told.output(1)).toBe('');
  expect(warnings(told)).toEqual(Array(3).fill(expect.stringMatching(/incomplete, .* exceeds the bound/)));
});

test('results before a failing step are stored', async () => {
  const memory = remoteMemory();
  const [a, b] = [runner({ memory }), runner({ memory })];
  const fails = () => ({ kind: 'exited', code: 1, outputFile: Buffer.alloc(0) }) as const;
  a.scripts.set('three', fails);
  b.scripts.set('three', fails);
  expect((await buildText(a, spec)).result.kind).toBe('failed');
  const told = await buildText(b, spec);
  expect(outcomes(told)).toEqual(['built', 'cached', 'cached', 'failed']);
});

test('another making of a base is no base for remote layers', async () => {
  const one = runner({ memory: await filled() });
  // The same id, made here with other files and never stored elsewhere.
  one.scripts.set('one', ({ rootfs }) => {
    writeFileSync(path.join(rootfs, 'one'), 'other');
    return exited(0);
  });
  const offline = { ...one, machinery: { ...one.machinery, remote: undefined } };
  await buildText(offline, '((from base) (run (shell one)))');
  const told = await buildText(one, spec);
  expect(outcomes(told)).toEqual(['cached', 'cached', 'built', 'built']);
  expect(one.layers.applied).toBe(0);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    expect.stringMatching(/from another runner/),
  ]);
});

test('a record with another chain than its base is built here', async () => {
  const memory = await filled();
  const last = [...memory.records].find(([, { meta }]) => meta.operation.includes('two'));
  const [name, record] = last ?? [];
  const [first, ...steps] = record?.chain.steps ?? [];
  if (name === undefined || record === undefined || first === undefined) throw new Error('no record');
  const diffId = `sha256:${'0'.repeat(64)}`;
  const chain = { ...record.chain, steps: [{ ...first, layer: { ...first.layer, diffId } }, ...steps] };
  memory.records.set(name, { ...record, chain });
  const one = runner({ memory, to: [] });
  const told = await buildText(one, changed);
  expect(outcomes(told)).toEqual(['built', 'cached', 'built', 'built']);
  expect(one.layers.applied).toBe(1);
});

test('a carrier that has lost bytes of results is one warning', async () => {
  const world = layoutWorld();
  onTestFinished(() => world.remove());
  const first = runner({ from: [], to: [await world.open()] });
  await buildText(first, spec);
  rmSync(path.join(world.layout, 'blobs'), { recursive: true });
  const told = await buildText(runner({ from: [await world.open()], to: [] }), spec);
  expect(outcomes(told)).toEqual(['built', 'built', 'built', 'built']);
  expect(warnings(told)).toEqual([
    `the directory ${world.layout} has lost bytes of stored results; steps whose results only it has are built here`,
  ]);
  expect(damaged(told)).toEqual([4]);
});
