import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { RemoteRecord } from '../../../../src/contract/remote.ts';
import type { SandboxRequest } from '../../../../src/contract/sandbox.ts';
import { slotId } from '../../../../src/engine/elsewhere/slots/record.ts';
import { slotName } from '../../../../src/engine/steps/slot-name.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { type Asked, buildText, exited, scopesNamed } from '../../../fakes/build.ts';
import { MemoryCarrier, type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import { openRunner, type Runner, type RunnerOptions } from '../../../fakes/remote.ts';

// Cache slots that travel by name. A step appends its name to a file of its slot and tells the file.
const runners: Runner[] = [];
interface Machine extends Runner {
  /** What the slot of the last step had at the end. */
  readonly seen: string[];
}

function machine(options: RunnerOptions = {}): Machine {
  const one = openRunner({ ...options, settings: { slots: ['c'], ...options.settings } });
  const seen: string[] = [];
  const run: Runner['machinery']['sandbox']['run'] = async (request: SandboxRequest) => {
    const [slot] = request.mounts;
    const command = request.argv.at(-1) ?? '';
    if (slot?.kind === 'slot' && command !== 'same') {
      const file = path.join(slot.source, 'file');
      const before = readIfThere(file);
      writeFileSync(file, `${before}${command} `);
    }
    if (slot?.kind === 'slot') seen.push(readIfThere(path.join(slot.source, 'file')));
    if (command === 'fail') return exited(1);
    return exited(0);
  };
  const made = {
    ...one,
    seen,
    machinery: { ...one.machinery, sandbox: { ...one.machinery.sandbox, run } },
  };
  runners.push(made);
  return made;
}
const readIfThere = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
afterEach(async () => {
  await Promise.all(runners.splice(0).map((one) => one.close()));
});

const spec = (command: string, slot = 'c') =>
  `((from base) (run (cache (${slot} (target /c))) (shell ${command})))`;
const main = { scopes: { ...scopesNamed('main'), maySharedWrite: true } };
const pull = { scopes: scopesNamed('pull 7', 'main') };
const slots = ({ records }: RemoteMemory) =>
  [...records.values()].filter(({ meta }) => meta.key?.[1] === 'slot');
const warnings = (told: Awaited<ReturnType<typeof buildText>>) =>
  told.of('warning').map(({ message }) => message);

async function stored(asked: Asked = main, options: RunnerOptions = {}) {
  const memory = remoteMemory();
  const a = machine({ memory, ...options });
  const told = await buildText(a, spec('one'), asked);
  expect(told.result.kind).toBe('built');
  return { a, memory, told };
}

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
});

test('other slots, cached steps and failed builds store nothing', async () => {
  const { a, memory } = await stored();
  const [before] = slots(memory);
  await buildText(a, spec('two', 'other'), main);
  expect((await buildText(a, spec('one'), main)).report.cacheHit).toBe(true);
  await buildText(a, spec('fail'), main);
  expect(slots(memory)).toEqual([before]);
});

test('a pull request starts with the slot of its base branch, and writes its own', async () => {
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

test('a carrier that fails during the search is one warning with the cost', async () => {
  const carrier = new MemoryCarrier(remoteMemory());
  const find = carrier.find.bind(carrier);
  carrier.find = (names, signal) =>
    names.includes(slotId('main', 'c'))
      ? Promise.reject(new ObuilderError('remote-failed', 'down'))
      : find(names, signal);
  const told = await buildText(machine({ from: [carrier], to: [] }), spec('two'), main);
  expect([told.result.kind, warnings(told)]).toEqual([
    'built',
    ['the memory is not used any more: down; the cache slot "c" starts empty'],
  ]);
  const required = machine({ from: [carrier], to: [], settings: { isRequired: true } });
  expect((await buildText(required, spec('two'), main)).of('failed')[0]?.error.code).toBe('remote-failed');
});

test('a slot that does not fit into the store is not fetched', async () => {
  const { memory } = await stored();
  const b = machine({ memory, to: [] });
  b.machinery.store.spareBytes = () => 1000;
  const told = await buildText(b, spec('two'), main);
  expect([told.result.kind, b.layers.applied, b.seen]).toEqual(['built', 0, ['two ']]);
  expect(warnings(told)).toEqual([
    'the cache slot "c" starts empty: its files from the memory do not fit into the store',
  ]);
});

test('a lost slot is one warning, and the step starts with an empty slot', async () => {
  const { memory } = await stored();
  memory.blobs.delete(slots(memory)[0]?.chain.base.layers[0]?.digest ?? '');
  const b = machine({ memory, to: [] });
  const told = await buildText(b, spec('two'), main);
  expect(told.result.kind).toBe('built');
  expect(b.seen).toEqual(['two ']);
  expect(warnings(told)).toEqual([expect.stringMatching(/^the cache slot "c" starts empty: .* is gone$/)]);
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

test('a cancel during the transfer ends the build and leaves nothing of the slot', async () => {
  const { memory } = await stored();
  const b = machine({ memory, to: [] });
  const stop = new AbortController();
  b.layers.apply = async (_bytes, _layer, { rootfs, signal: ending }) => {
    writeFileSync(path.join(rootfs, 'file'), 'half');
    const aborted = new Promise((resolve) => ending?.addEventListener('abort', resolve, { once: true }));
    stop.abort();
    await aborted;
    throw new ObuilderError('cancelled', 'stop');
  };
  const told = await buildText(b, spec('two'), { ...main, signal: stop.signal });
  expect([told.result.kind, warnings(told)]).toEqual(['cancelled', []]);
  const copy = await b.store.slot(slotName('main', 'c'), { uid: 0, gid: 0 });
  expect(readIfThere(path.join(copy.path, 'file'))).toBe('');
});

test('a locked slot is filled once, and two steps keep the files of both', async () => {
  const { memory } = await stored();
  const b = machine({ memory });
  const run = (name: string) => `(from base) (run (cache (c (target /c) (sharing locked))) (shell ${name}))`;
  const told = await buildText(b, `((build n (${run('x')})) ${run('y')})`, main);
  expect(told.result.kind).toBe('built');
  expect(b.seen.every((text) => text.startsWith('one '))).toBe(true);
  expect(b.layers.applied).toBe(1);
});

test('a half-applied slot leaves nothing', async () => {
  const { memory } = await stored();
  const b = machine({ memory, to: [] });
  b.layers.apply = async (_bytes, _layer, { rootfs }) => {
    writeFileSync(path.join(rootfs, 'file'), 'half');
    await Promise.reject(new ObuilderError('remote-lost', 'damaged'));
  };
  const told = await buildText(b, spec('two'), main);
  expect(b.seen).toEqual(['two ']);
  expect(warnings(told)).toEqual(['the cache slot "c" starts empty: the memory has lost its files: damaged']);
});

test('a carrier that fails costs a warning, and fails a build that requires the carrier', async () => {
  const { memory } = await stored();
  const broken = () => {
    const carrier = new MemoryCarrier(memory);
    carrier.put = () => Promise.reject(new ObuilderError('remote-failed', 'full'));
    return carrier;
  };
  const b = machine({ from: [], to: [broken()] });
  const told = await buildText(b, spec('two'), main);
  expect(told.result.kind).toBe('built');
  expect(warnings(told)).toHaveLength(1);
  const c = machine({ from: [], to: [broken()], settings: { isRequired: true } });
  const failed = await buildText(c, spec('two'), main);
  expect(failed.of('failed')[0]?.error.code).toBe('remote-failed');
});

test('a slot that cannot become a layer is a warning', async () => {
  const b = machine();
  b.layers.makeWhole = () => Promise.reject(new ObuilderError('layer-impossible', 'a strange name'));
  const told = await buildText(b, spec('two'), main);
  expect(told.result.kind).toBe('built');
  expect(warnings(told)).toEqual([
    'the cache slot "c" is not stored elsewhere, so other runners start without it: a strange name',
  ]);
});

test('a slot that is too large stays here', async () => {
  const b = machine();
  b.layers.makeWhole = (_directory, { onProgress, signal }) => {
    onProgress?.(2 ** 40);
    return Promise.reject(signal?.aborted ? new ObuilderError('cancelled', 'stop') : new Error('no bound'));
  };
  const told = await buildText(b, spec('two'), main);
  expect(warnings(told)).toEqual([
    'the cache slot "c" is not stored elsewhere, so other runners start without it: its files have more than 16384.0 MB',
  ]);
});
