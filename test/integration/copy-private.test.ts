import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Machinery, planBuild } from '../../src/build/build.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import type { Store } from '../../src/store/contract.ts';
import { openStore } from '../../src/store/open.ts';
import { openTrees } from '../../src/tree/open.ts';
import { type DriverPlace, driverPlaces } from '../fixtures/driver-places.ts';
import { type MappedWriter, mapFile } from '../fixtures/mapped-writer.ts';
import { type Bench, buildText, openBench, scopesNamed } from '../unit/build/fakes.ts';

// A file of the context that somebody changes through a shared mapping, after it was hashed for the key of a copy. Its size and
// times stay as they were. Real stores and real copies; the context is on the store's file system, where blocks can be shared.

const SIZE = 1024 ** 2;
const SPEC = '((from base) (copy (src big) (dst /d/)) (run (shell last)))';

describe.each(Object.entries(driverPlaces))('%s', (_, makePlace) => {
  let place: DriverPlace;
  let store: Store;
  let bench: Bench;
  let contexts: string;

  beforeAll(async () => {
    place = makePlace();
    const { place: name, root } = place.newStore('store');
    store = await openStore({ driver: place.driver, root: name });
    // FUSE, which is below the ZFS of tests, tells of every write.
    contexts =
      place.driver === 'zfs'
        ? mkdtempSync(path.join(tmpdir(), 'contexts-'))
        : path.join(path.dirname(root), 'contexts');
    bench = openBench(store);
  });
  afterAll(async () => {
    await bench?.close();
    place?.remove();
    rmSync(contexts, { recursive: true, force: true });
  });

  const makeContext = (name: string) => {
    const context = path.join(contexts, name);
    mkdirSync(context, { recursive: true });
    writeFileSync(
      path.join(context, 'big'),
      Buffer.concat([Buffer.from('good'), Buffer.alloc(SIZE - 4, name)]),
    );
    return context;
  };

  /** Between the reading of the context, which gives the key, and the copy. */
  const machineryWith = (beforeCopy: () => Promise<void>): Machinery => {
    const { images } = bench.machinery;
    const resolve: typeof images.resolve = async (name, options) => {
      const image = await images.resolve(`${name}-${Math.random()}`, options);
      return {
        ...image,
        load: async (options) => {
          await image.load(options);
          await beforeCopy();
        },
      };
    };
    return { ...bench.machinery, images: { ...images, resolve }, trees: openTrees() };
  };

  test('bytes that change behind the times of a file get no result under the key of the old ones', async () => {
    const context = makeContext('a');
    const file = path.join(context, 'big');
    const writer: MappedWriter = mapFile(file);
    try {
      await writer.write('good');
      // Times are young enough then to say nothing.
      await wait(2500);
      const machinery = machineryWith(() => writer.write('evil'));
      const told = await buildText({ ...bench, machinery }, SPEC, {
        context,
        scopes: scopesNamed('pull', 'main'),
      });
      const attacked = told.of('plan')[0]?.steps[1]?.id ?? '';
      for (const result of store.find([attacked]).values()) {
        const seen = readFileSync(path.join(await store.view(result.id), 'd/big'));
        expect(seen.subarray(0, 4).toString()).toBe('good');
      }
      expect(told.result.kind).toBe('failed');
      expect(told.of('failed')[0]?.error).toMatchObject({
        code: 'copy-refused',
        value: 'big',
        at: { line: 1 },
      });
      expect(store.find([attacked]).size).toBe(0);
    } finally {
      writer.end();
    }
  });

  test('a file that was found changed is read anew by the next build', async () => {
    const context = makeContext('b');
    const file = path.join(context, 'big');
    const writer = mapFile(file);
    const still = machineryWith(async () => undefined);
    const asked = {
      spec: parseSpec({ text: SPEC, file: 'test.spec' }),
      pull: 'auto',
      noCache: false,
      scopes: scopesNamed('test'),
      secrets: new Map<string, Uint8Array>(),
      emit: () => undefined,
    } as const;
    const build = (machinery: Machinery) => buildText({ ...bench, machinery }, SPEC, { context });
    try {
      await writer.write('good');
      await wait(2500);
      await planBuild(still, { ...asked, context });
      await writer.write('evil');
      // The stat cache gives the old digest, and the copy finds that it is wrong. Where the kernel wrote the page back meanwhile,
      // the file has new times, and is read anew at once.
      const first = await build(still);
      const next = first.result.kind === 'failed' ? await build(still) : first;
      expect(next.result.kind).toBe('built');
      const seen = readFileSync(path.join(await store.view(next.report.steps[1]?.id ?? ''), 'd/big'));
      expect(seen.subarray(0, 4).toString()).toBe('evil');
    } finally {
      writer.end();
    }
  });

  test('the next step may change what was copied while the copy is compared', async () => {
    const context = makeContext('c');
    const machinery = machineryWith(async () => undefined);
    bench.scripts.set('last', ({ rootfs }) => {
      writeFileSync(path.join(rootfs, 'd/big'), 'changed');
      return { kind: 'exited', code: 0, outputFile: Buffer.alloc(0) };
    });
    await wait(2500);
    const told = await buildText({ ...bench, machinery }, SPEC, { context });
    bench.scripts.delete('last');
    expect(told.result.kind, JSON.stringify(told.of('failed'))).toBe('built');
    const seen = readFileSync(path.join(await store.view(told.report.steps[1]?.id ?? ''), 'd/big'));
    expect(seen.length).toBe(SIZE);
    expect(seen.subarray(0, 4).toString()).toBe('good');
  });
});
