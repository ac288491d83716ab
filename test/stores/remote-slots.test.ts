import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { CarrierRequest } from '../../src/contract/request.ts';
import { slotId, slotUpload } from '../../src/engine/elsewhere/slots/record.ts';
import { slotName } from '../../src/engine/steps/slot-name.ts';
import { openCarrier } from '../../src/remote/open.ts';
import { buildText, exited, type Told } from '../fakes/build.ts';
import { carrierSettings } from '../places/carrier-worlds.ts';
import type { RemoteRunner } from '../places/remote-runner.ts';
import { ASPECTS, scopes } from '../places/sharing-commands.ts';
import {
  base,
  carrierOf,
  closeRunners,
  directory,
  keptBy,
  newCarrier,
  openRunner,
  useGhaCache,
  useSharingRunners,
} from '../places/sharing-runners.ts';
import { type ForgedEntry, file, hardLink, symlink, tarWith } from '../samples/tar-entries.ts';
import { type WholeTree, wholeTree } from '../samples/whole-tree.ts';

// Cache slots on real stores and carriers. A step works in its slot, and the test keeps the tree that the step leaves.
useSharingRunners();
useGhaCache();
afterEach(() => closeRunners());

interface SlotRunner extends RemoteRunner {
  /** The slot's tree before and after the last step. */
  readonly trees: { before?: WholeTree; after?: WholeTree };
}

async function openSlotRunner(place: string, carrier: CarrierRequest): Promise<SlotRunner> {
  const runner = await openRunner(place, [carrier], { slots: ['c'] });
  const trees: SlotRunner['trees'] = {};
  const commands = { everything: ASPECTS, more: 'echo more >> more', seed: 'echo seed > seed', look: 'true' };
  for (const [name, script] of Object.entries(commands))
    runner.scripts.set(name, ({ mounts }) => {
      const [slot] = mounts;
      if (slot?.kind !== 'slot') throw new Error('the step has no slot');
      trees.before = wholeTree(slot.source);
      execFileSync('/bin/bash', ['-ec', script], { cwd: slot.source });
      trees.after = wholeTree(slot.source);
      return exited(0);
    });
  return { ...runner, trees };
}

const spec = (command: string) => `((from ${base}) (run (cache (c (target /c))) (shell ${command})))`;

async function build(runner: SlotRunner, command: string): Promise<Told> {
  const told = await buildText(runner, spec(command), { scopes });
  expect(told.result.kind).toBe('built');
  return told;
}

const noticesOf = (told: Told) =>
  told
    .of('notice')
    .map(({ message }) => message)
    // A loaded machine also tells the progress.
    .filter((message) => /^(?:stored the|the) cache slot/.test(message));
const warningsOf = (told: Told) => told.of('warning').map(({ message }) => message);

test.each([
  ['btrfs', 'overlayfs on ext4', 'registry'],
  ['overlayfs on ext4', 'copy on xfs', 'local'],
  ['copy on xfs', 'btrfs', 'gha'],
  ['btrfs', 'zfs', 'local'],
] as const)(
  'a slot goes from %s to %s by %s and back',
  async (here, there, type) => {
    const carrier = newCarrier(type);
    const a = await openSlotRunner(here, carrier);
    const first = await build(a, 'everything');
    expect([warningsOf(first), noticesOf(first)]).toEqual([
      [],
      [expect.stringMatching(/^stored the cache slot "c" in the /)],
    ]);
    const b = await openSlotRunner(there, carrier);
    const second = await build(b, 'more');
    expect([warningsOf(second), noticesOf(second)]).toEqual([
      [],
      [
        expect.stringMatching(/^the cache slot "c" comes from the .*: 1\.0 MB$/),
        expect.stringMatching(/^stored the cache slot "c" in the .*: 1\.0 MB$/),
      ],
    ]);
    expect(b.trees.before).toEqual(keptBy(there, a.trees.after ?? {}));
    const c = await openSlotRunner(here, carrier);
    expect(noticesOf(await build(c, 'look'))).toEqual([
      expect.stringMatching(/^the cache slot "c" comes from /),
    ]);
    expect(c.trees.before).toEqual(b.trees.after);
  },
  120_000,
);

test('a build of known steps asks for no slot', async () => {
  const carrier = newCarrier('registry');
  await build(await openSlotRunner('btrfs', carrier), 'everything');
  const b = await openSlotRunner('btrfs', carrier);
  const known = await build(b, 'everything');
  expect([known.report.cacheHit, noticesOf(known), b.counts.ran]).toEqual([true, [], []]);
  // Two records of results: a request for the slot would be the third.
  expect(carrierOf(known)).toMatchObject({ found: 2, fetched: 0, requests: 2 });
});

describe('a directory with a damaged slot', () => {
  /** Stores a slot, and damages its layer. */
  async function damaged(change: (layer: string) => void): Promise<CarrierRequest> {
    const carrier = newCarrier('local');
    await build(await openSlotRunner('btrfs', carrier), 'seed');
    const opened = await openCarrier(carrier, carrierSettings());
    const id = slotId(scopes.own.key, 'c');
    const record = (await opened.find([id], new AbortController().signal)).get(id);
    await opened.close();
    if (carrier.type !== 'local') throw new Error('no directory');
    const digest = record?.chain.base.layers[0]?.digest ?? 'no:layer';
    change(path.join(carrier.directory, 'blobs', digest.replace(':', '/')));
    return carrier;
  }

  test.each([
    ['without the layer', (layer: string) => rmSync(layer)],
    ['with half the bytes', (layer: string) => execFileSync('truncate', ['-s', '50', layer])],
  ])('%s: one warning, an empty slot, and a repair by the next change', async (_, change) => {
    const carrier = await damaged(change);
    const b = await openSlotRunner('btrfs', carrier);
    const told = await build(b, 'more');
    expect(warningsOf(told)).toEqual([
      expect.stringMatching(/^the cache slot "c" starts empty: the directory .* has lost its files: /),
    ]);
    expect(b.trees.before).toEqual({ '': expect.anything() });
    const c = await openSlotRunner('btrfs', carrier);
    expect(warningsOf(await build(c, 'look'))).toEqual([]);
    expect(c.trees.before).toEqual(b.trees.after);
  });
});

describe('a hostile slot', () => {
  async function forged(entries: readonly ForgedEntry[]): Promise<CarrierRequest> {
    const carrier = newCarrier('local');
    const archive = await tarWith(entries);
    const bytes = zstdCompressSync(archive);
    const layerFile = path.join(directory, 'forged');
    writeFileSync(layerFile, bytes);
    const digestOf = (of: Buffer) => `sha256:${createHash('sha256').update(of).digest('hex')}`;
    const mediaType = 'application/vnd.oci.image.layer.v1.tar+zstd';
    const layer = { digest: digestOf(bytes), diffId: digestOf(archive), size: bytes.length, mediaType };
    const opened = await openCarrier(carrier, carrierSettings());
    const slot = { scope: scopes.own.key, name: 'c', layer, file: layerFile, seconds: 1 };
    await opened.put([slotUpload(slot, undefined)], new AbortController().signal);
    await opened.close();
    return carrier;
  }

  const refused: readonly (readonly [string, readonly ForgedEntry[]])[] = [
    ['a path that leads out', [file('good'), file('../../outside')]],
    ['a hard link to a file of the host', [file('good'), hardLink('x', '/etc/passwd')]],
  ];
  test.each(refused)('is refused whole: %s', async (_, entries) => {
    const b = await openSlotRunner('btrfs', await forged(entries));
    const told = await build(b, 'look');
    expect(warningsOf(told)).toEqual([
      expect.stringMatching(/^the cache slot "c" starts empty: the directory .* has lost its files: /),
    ]);
    expect(b.trees.before).toEqual({ '': expect.anything() });
  });

  test.each(['btrfs', 'overlayfs on ext4'])(
    'writes through no link, and gets no attributes of the file system: %s',
    async (place) => {
      const outside = path.join(directory, 'outside');
      writeFileSync(outside, 'host');
      const pax = { 'SCHILY.xattr.trusted.overlay.opaque': 'y', 'SCHILY.xattr.trusted.x': 'y' };
      const carrier = await forged([
        symlink('way', directory),
        file('way/outside', 'evil'),
        symlink('direct', outside),
        file('direct', 'evil'),
        { name: 'marked', type: 'directory', pax },
        file('marked/file'),
        file('plain', 'x', { mode: 0o4755, uid: 0 }),
        { name: 'disk', type: 'block-device', devmajor: 7, devminor: 0 },
        { name: 'pipe', type: 'fifo' },
        file('.wh..wh..opq', ''),
        file('.wh.plain2', ''),
      ]);
      const b = await openSlotRunner(place, carrier);
      expect(warningsOf(await build(b, 'look'))).toEqual([]);
      expect(execFileSync('cat', [outside], { encoding: 'utf8' })).toBe('host');
      expect(b.trees.before?.[outside.slice(1)]).toMatchObject({ content: 'evil' });
      expect(b.trees.before?.['direct']).toMatchObject({ content: 'evil' });
      expect(b.trees.before?.['marked']).toMatchObject({ attributes: '' });
      expect(existsSync(path.join(directory, 'evil'))).toBe(false);
      expect(Object.keys(b.trees.before ?? {}).filter((name) => name.includes('.wh.'))).toEqual([]);
      expect(b.trees.before?.['pipe']).toBeDefined();
    },
  );
});

test('a slot of another scope stays with its scope', async () => {
  const carrier = newCarrier('registry');
  const first = await build(await openSlotRunner('btrfs', carrier), 'seed');
  expect(noticesOf(first)).toEqual([expect.stringMatching(/^stored/)]);
  const b = await openSlotRunner('btrfs', carrier);
  const own = { key: 'fork', label: 'fork' };
  const told = await buildText(b, spec('look'), {
    scopes: { ...scopes, own, others: [], maySharedWrite: false },
  });
  expect([told.result.kind, warningsOf(told), noticesOf(told)]).toEqual(['built', [], []]);
  expect(b.trees.before).toEqual({ '': expect.anything() });
  const copy = await b.keeper.slot(slotName(scopes.own.key, 'c'), { uid: 0, gid: 0 });
  expect(readdirSync(copy.path)).toEqual([]);
});
