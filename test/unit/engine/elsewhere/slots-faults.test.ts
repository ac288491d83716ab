import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { slotId } from '../../../../src/engine/elsewhere/slots/record.ts';
import { slotName } from '../../../../src/engine/steps/slot-name.ts';
import { must, ObuilderError } from '../../../../src/errors.ts';
import { buildText } from '../../../fakes/build.ts';
import { MemoryCarrier, remoteMemory } from '../../../fakes/memory-carrier.ts';
import {
  closesMachines,
  machine,
  main,
  readIfThere,
  slots,
  spec,
  stored,
  warnings,
} from './slot-machines.ts';

closesMachines();

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

test('a slot that unpacks to too much leaves half of the space to the step', async () => {
  const { memory } = await stored();
  const b = machine({ memory, to: [] });
  const start = 10 * 1024 ** 3;
  let spare = start;
  let half = '';
  b.machinery.store.spareBytes = () => spare;
  b.layers.apply = async (_bytes, _layer, { rootfs, signal }) => {
    half = rootfs;
    spare = start / 2 - 1;
    await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    throw new ObuilderError('cancelled', 'stop');
  };
  const told = await buildText(b, spec('two'), main);
  expect([told.result.kind, b.seen]).toEqual(['built', ['two ']]);
  expect(warnings(told)).toEqual([expect.stringMatching(/^the cache slot "c" starts empty: .* do not fit/)]);
  expect(existsSync(half)).toBe(false);
});

test('a lost slot is a warning, and starts empty', async () => {
  const { memory } = await stored();
  memory.blobs.delete(slots(memory)[0]?.chain.base.layers[0]?.digest ?? '');
  const b = machine({ memory, to: [] });
  const told = await buildText(b, spec('two'), main);
  expect(told.result.kind).toBe('built');
  expect(b.seen).toEqual(['two ']);
  expect(warnings(told)).toEqual([expect.stringMatching(/^the cache slot "c" starts empty: .* is gone$/)]);
});

test('a cancelled transfer leaves nothing of the slot', async () => {
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

test('a carrier that fails at storing is a warning, or fails', async () => {
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

test('a build cancelled while a slot is packed packs no second layer', async () => {
  const cancel = new AbortController();
  const b = machine({ from: [], to: [new MemoryCarrier(), new MemoryCarrier()] });
  const remote = must(b.machinery.remote, 'the carriers of a machine');
  const open: typeof remote.open = async () => {
    const opened = await remote.open();
    const to = opened.to.map(
      (one, index) => ({ ...one, compression: index === 0 ? one.compression : 'gzip' }) as const,
    );
    return { ...opened, to };
  };
  let packed = 0;
  b.layers.makeWhole = () => {
    packed += 1;
    cancel.abort();
    return Promise.reject(new ObuilderError('cancelled', 'stop'));
  };
  const both = { ...b, machinery: { ...b.machinery, remote: { ...remote, open } } };
  const told = await buildText(both, spec('two'), { ...main, signal: cancel.signal });
  expect([told.result.kind, packed]).toEqual(['cancelled', 1]);
});
