import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ExportRequest } from '../../../../src/contract/exports.ts';
import { MAX_MEMBERS_BYTES } from '../../../../src/contract/layers.ts';
import type { FilesOutput } from '../../../../src/contract/outputs.ts';
import { buildText, exited, scopesNamed } from '../../../fakes/build.ts';
import { readTree } from '../../../fakes/layers.ts';
import { MemoryCarrier, type RemoteMemory, remoteMemory } from '../../../fakes/memory-carrier.ts';
import type { RunnerOptions } from '../../../fakes/remote.ts';
import { useRunners } from '../../../fakes/use-runners.ts';

// Outputs of a build whose steps are all on a carrier.
const open = useRunners();
const runner = (options?: RunnerOptions) => {
  const one = open(options);
  for (const [name, files] of Object.entries(COMMANDS))
    one.scripts.set(name, ({ rootfs }) => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.join(rootfs, path.dirname(file)), { recursive: true });
        if (text === '') rmSync(path.join(rootfs, file));
        else writeFileSync(path.join(rootfs, file), text);
      }
      return exited(0);
    });
  return one;
};

const COMMANDS = {
  tools: { 'opt/tool': 'x'.repeat(100_000) },
  make: { 'src/out/a': 'a', 'src/out/b': 'b', 'src/rest': 'y'.repeat(50_000) },
  data: { 'data/file': 'z'.repeat(200_000) },
  change: { 'src/out/b': 'B', 'src/out/a': '' },
};
const spec = '((from base) (run (shell tools)) (run (shell make)) (run (shell data)) (run (shell change)))';
const scopes = { ...scopesNamed('main'), maySharedWrite: true };

function exportsTo(taken: Record<string, string>[], ids: (string | undefined)[]) {
  return {
    start: (src: string) => Promise.resolve(src),
    write: ({ root, id }: ExportRequest) => {
      ids.push(id);
      taken.push({ ...readTree(root) });
      return Promise.resolve({ files: 1, bytes: 1 });
    },
  };
}
const output = (src?: string): FilesOutput => {
  return { type: 'local', text: `src=${src}`, src, when: 'success', dest: '/dest' };
};

async function asking(outputs: readonly FilesOutput[], options: RunnerOptions) {
  const one = runner({ to: [], ...options });
  const taken: Record<string, string>[] = [];
  const ids: (string | undefined)[] = [];
  const exporting = { ...one, machinery: { ...one.machinery, exports: exportsTo(taken, ids) } };
  const told = await buildText(exporting, spec, { scopes, outputs });
  return { one, told, taken, ids };
}

async function stored(): Promise<RemoteMemory> {
  const memory = remoteMemory();
  await buildText(runner({ memory }), spec, { scopes });
  return memory;
}

test('an output gets the id that a shell opens, and a part of a result has none', async () => {
  const memory = await stored();
  expect((await asking([output('src/out')], { memory })).ids).toEqual([undefined]);
  const whole = await asking([output()], { memory });
  expect(whole.ids).toEqual([whole.told.report?.id]);
});

test('an output of a directory fetches only the layers with its files', async () => {
  const memory = await stored();
  const { one, told, taken } = await asking([output('src/out')], { memory });
  expect(told.outcomes.map((text) => text.split(': ').at(-1))).toEqual(Array(5).fill('cached'));
  expect(taken).toEqual([{ 'src/out/b': 'B', 'src/rest': COMMANDS.make['src/rest'] }]);
  expect(one.layers.applied).toBe(2);
  expect(one.counts).toMatchObject({ loaded: [], drafts: 0, ran: [] });
  expect(one.store.list()).toEqual([]);
  const { receivedBytes } = one.carrier.traffic();
  expect(receivedBytes).toBeGreaterThan(50_000);
  expect(receivedBytes).toBeLessThan(60_000);
  expect(told.of('notice').map(({ message }) => message)).toEqual([
    'fetching 2 of 4 layers from the memory for the output src=src/out',
  ]);
  // Nothing is left on the disk of the store.
  expect(readdirSync(one.store.scratch(), { recursive: true })).toEqual([]);
});

test('an output of a file fetches one layer, and an output of nothing none', async () => {
  const memory = await stored();
  const { one, taken } = await asking([output('opt/tool'), output('src/out/a')], { memory });
  expect(taken).toEqual([{ 'opt/tool': COMMANDS.tools['opt/tool'] }, {}]);
  expect(one.layers.applied).toBe(1);
});

test('outputs of other files take the whole result', async () => {
  const memory = await stored();
  for (const src of [undefined, 'base']) {
    const { one, taken } = await asking([output(src)], { memory });
    expect(taken[0]).toMatchObject({ base: 'base', 'src/out/b': 'B' });
    expect(one.layers.applied).toBe(4);
  }
});

test('records without lists of members give the whole result', async () => {
  const memory = await stored();
  for (const [name, record] of memory.records) memory.records.set(name, { ...record, members: undefined });
  const { one } = await asking([output('src/out')], { memory });
  expect(one.layers.applied).toBe(4);
});

test('lists of members that are too large together are not read', async () => {
  const memory = await stored();
  for (const [name, record] of memory.records) {
    const members = record.members && { ...record.members, size: MAX_MEMBERS_BYTES / 2 };
    memory.records.set(name, { ...record, members });
  }
  const { one, told } = await asking([output('src/out')], { memory });
  expect(one.layers.applied).toBe(4);
  expect(told.of('warning')).toEqual([]);
});

test('a damaged list of members gives the whole result', async () => {
  const memory = await stored();
  const lists = [...memory.records.values()].flatMap(({ members }) => members?.digest ?? []);
  memory.blobs.delete(lists[1] ?? '');
  const { one, told, taken } = await asking([output('src/out')], { memory });
  expect(one.layers.applied).toBe(4);
  expect(taken[0]).toMatchObject({ base: 'base', 'src/out/b': 'B' });
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^could not fetch only the files of the output src=src\/out, so its whole result is fetched: /,
    ),
  ]);
});

test('a lost layer of an output is built again', async () => {
  const memory = await stored();
  const [, , make] = [...memory.records.values()];
  memory.blobs.delete(make?.chain.steps[1]?.layer.digest ?? '');
  const { one, told, taken } = await asking([output('src/out')], { memory });
  expect(told.result.kind).toBe('built');
  expect(one.counts.ran).toEqual(['make', 'data', 'change']);
  expect(taken[0]).toMatchObject({ 'src/out/b': 'B' });
});

test('a carrier that fails during an output costs one warning', async () => {
  const memory = await stored();
  const carrier = new MemoryCarrier(memory);
  carrier.open = async function* () {
    await Promise.reject(new Error('reset'));
    yield Buffer.alloc(0);
  };
  const { told, taken } = await asking([output('src/out')], { from: [carrier] });
  expect(told.result.kind).toBe('built');
  expect(taken[0]).toMatchObject({ 'src/out/b': 'B' });
  expect(told.of('warning').length).toBeGreaterThan(0);
});
