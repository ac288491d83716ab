import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Images } from '../../src/contract/images.ts';
import type { StoreKeeper } from '../../src/contract/store.ts';
import type { Trees } from '../../src/contract/trees.ts';
import type { Machinery } from '../../src/engine/build.ts';
import { planBuild } from '../../src/engine/plan-build.ts';
import { isRacy } from '../../src/files/racy.ts';
import { parseSpec } from '../../src/language/parse.ts';
import type { Reader } from '../../src/reader/start.ts';
import { readerTrees } from '../../src/reader/trees.ts';
import { openStore } from '../../src/store/open.ts';
import { openTrees } from '../../src/tree/open.ts';
import { type Bench, buildText, exited, openBench, scopesNamed } from '../fakes/build.ts';
import { readerOf } from '../fakes/reader.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { type MappedWriter, mapFile } from '../programs/mapped-writer.ts';

// A file of the context that somebody changes through a shared mapping, after it was hashed for the key of a copy. Its size and
// times stay as they were. Real stores and real copies; the context is on the store's file system, where blocks can be shared.

const SIZE = 1024 ** 2;
const SPEC = '((from base) (copy (src big) (dst /d/)) (run (shell last)))';
const LAST = '(run (shell last))';
const ASKERS = ['root', 'a user behind sudo'] as const;

let user: TestUser;
let reader: Reader;
beforeAll(() => {
  user = makeUser(undefined);
  reader = readerOf(user);
});
afterAll(() => {
  reader?.end();
  user?.remove();
});

const treesOf = (asker: (typeof ASKERS)[number]) =>
  asker === 'root' ? openTrees() : readerTrees(reader, openTrees());

/** Waits until the times of the file prove that it is unchanged. */
async function untilOld(context: string): Promise<void> {
  const { ctimeMs } = lstatSync(path.join(context, 'big'));
  while (isRacy(ctimeMs, Date.now())) await wait(20);
}

/** Holds the comparing of each copy until `next` settles. */
function holding(trees: Trees, next: Promise<void>): { readonly trees: Trees; readonly held: () => number } {
  let held = 0;
  const copy: Trees['copy'] = (request) =>
    trees.copy({
      ...request,
      onChecking: (checking) => {
        held += 1;
        checking.catch(() => undefined);
        request.onChecking?.(next.then(() => checking));
      },
    });
  return { trees: { ...trees, copy }, held: () => held };
}

describe.each(Object.entries(driverPlaces))('%s', (name, makePlace) => {
  let place: DriverPlace;
  let store: StoreKeeper;
  let bench: Bench;
  let contexts: string;

  beforeAll(async () => {
    place = makePlace();
    const { place: storePlace, root } = place.newStore('store');
    store = await openStore({ driver: place.driver, root: storePlace });
    // FUSE, which is below the ZFS of tests, tells of every write.
    contexts =
      place.driver === 'zfs'
        ? mkdtempSync(path.join(tmpdir(), 'contexts-'))
        : path.join(path.dirname(root), 'contexts');
    mkdirSync(contexts, { recursive: true });
    // The user has to get there.
    for (const directory of [contexts, path.dirname(path.dirname(contexts))])
      if (directory !== '/') chmodSync(directory, 0o755);
    bench = openBench(store);
  });
  afterAll(async () => {
    await bench?.close();
    place?.remove();
    rmSync(contexts, { recursive: true, force: true });
  });

  /** Else a copy is compared while its bytes are in memory, and a wrong one ends before the next step. */
  const sharesBlocks = () => ['btrfs', 'copy on xfs'].includes(name);

  const makeContext = (called: string) => {
    const context = path.join(contexts, called);
    mkdirSync(context, { recursive: true });
    writeFileSync(
      path.join(context, 'big'),
      Buffer.concat([Buffer.from('good'), Buffer.alloc(SIZE - 4, called)]),
    );
    for (const made of [context, path.join(context, 'big')]) chownSync(made, user.uid, user.gid);
    return context;
  };

  /** Between the reading of the context, which gives the key, and the copy. */
  const machineryWith = (beforeCopy: () => Promise<void>, trees: Trees = openTrees()): Machinery => {
    const { images } = bench.machinery;
    const changing: Images = {
      ...images,
      resolve: (name, options) => images.resolve(`${name}-${Math.random()}`, options),
      load: async (image, options) => {
        await images.load(image, options);
        await beforeCopy();
      },
    };
    return { ...bench.machinery, images: changing, trees };
  };

  test.each(ASKERS)('bytes of %s changed under equal times get no result', async (asker) => {
    const context = makeContext(`a ${asker}`);
    const file = path.join(context, 'big');
    const writer: MappedWriter = mapFile(file);
    const ran = Promise.withResolvers<void>();
    bench.scripts.set('last', () => {
      ran.resolve();
      return exited(0);
    });
    try {
      await writer.write('good');
      await untilOld(context);
      const { trees, held } = holding(treesOf(asker), ran.promise);
      const machinery = machineryWith(() => writer.write('evil'), trees);
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
      // Where blocks are shared the next step has run meanwhile, and its result is gone as well.
      expect(store.list().filter(({ operation }) => operation === LAST)).toEqual([]);
      expect(held()).toBe(sharesBlocks() ? 1 : 0);
    } finally {
      writer.end();
      bench.scripts.delete('last');
    }
  });

  test.each(ASKERS)('a step runs while the copy of %s below is compared', async (asker) => {
    const context = makeContext(`d ${asker}`);
    const ran = Promise.withResolvers<void>();
    const ids: string[] = [];
    let named = -1;
    bench.scripts.set('last', () => {
      named = store.find(ids).size;
      ran.resolve();
      return exited(0);
    });
    await untilOld(context);
    const { trees, held } = holding(treesOf(asker), ran.promise);
    const machinery = machineryWith(async () => undefined, trees);
    const told = await buildText({ ...bench, machinery }, SPEC, {
      context,
      onEvent: (event) => {
        if (event.type === 'plan') ids.push(event.steps[1]?.id ?? '');
      },
    });
    bench.scripts.delete('last');
    expect(told.result.kind, JSON.stringify(told.of('failed'))).toBe('built');
    expect([held(), named]).toEqual([1, 0]);
    expect(store.find(told.report.steps.map(({ id }) => id ?? '')).size).toBe(3);
    expect(store.list().map(({ operation }) => operation)).toContain(LAST);
  });

  test('the next build reads a changed file again', async () => {
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
      await untilOld(context);
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

  test('a step may change copied files during the comparison', async () => {
    const context = makeContext('c');
    const machinery = machineryWith(async () => undefined);
    bench.scripts.set('last', ({ rootfs }) => {
      writeFileSync(path.join(rootfs, 'd/big'), 'changed');
      return { kind: 'exited', code: 0, outputFile: Buffer.alloc(0) };
    });
    await untilOld(context);
    const told = await buildText({ ...bench, machinery }, SPEC, { context });
    bench.scripts.delete('last');
    expect(told.result.kind, JSON.stringify(told.of('failed'))).toBe('built');
    const seen = readFileSync(path.join(await store.view(told.report.steps[1]?.id ?? ''), 'd/big'));
    expect(seen.length).toBe(SIZE);
    expect(seen.subarray(0, 4).toString()).toBe('good');
  });
});
