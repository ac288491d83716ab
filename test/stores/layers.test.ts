import {
  appendFileSync,
  createReadStream,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MadeLayer } from '../../src/contract/layers.ts';
import type { Base, Result } from '../../src/contract/results.ts';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { must } from '../../src/errors.ts';
import { findDifference, type Member } from '../../src/layer/difference/difference.ts';
import { openLayers } from '../../src/layer/open.ts';
import { openStore } from '../../src/store/open.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { aspectsStep } from '../samples/aspects-step.ts';
import { programs } from '../samples/random-tree.ts';
import { type WholeTree, wholeTree } from '../samples/whole-tree.ts';
import { begin, someMeta } from '../suites/store-making.ts';

type Change = (root: string) => void;

/** A store of each kind for all tests. */
class Stores {
  readonly #open: { readonly place: DriverPlace; readonly name: string; readonly store: StoreKeeper }[] = [];

  async openAll(): Promise<void> {
    for (const [name, makePlace] of kinds.map((kind) => [kind, must(driverPlaces[kind], kind)] as const)) {
      const place = makePlace();
      const { place: root } = place.newStore('layers');
      this.#open.push({ place, name, store: await openStore({ driver: place.driver, root }) });
    }
  }

  async close(): Promise<void> {
    for (const { place, store } of this.#open) {
      await store.close();
      place.remove();
    }
  }

  get all() {
    return this.#open;
  }
}

const stores = new Stores();
beforeAll(() => stores.openAll());
afterAll(() => stores.close());

/** Makes a result by `change`, as a step would. */
async function build(
  store: StoreKeeper,
  id: string,
  base: Result | undefined,
  change: Change,
): Promise<Result> {
  return commit(store, { id, base, startedAt: 1000 + id.length, fill: (root) => change(root) });
}

interface Making {
  readonly id: string;
  readonly base: Result | undefined;
  readonly startedAt: number;
  readonly fill: (root: string) => Promise<void> | void;
}

async function commit(store: StoreKeeper, { id, base, startedAt, fill }: Making): Promise<Result> {
  const from: Base | undefined = base && { id: base.id };
  const draft = await begin(store, id, from);
  await fill(draft.rootfs);
  const made = { ...someMeta(id), startedAt, parent: base?.id, parentMadeAt: base?.startedAt };
  return draft.commit(made).done;
}

/** Makes results from layers, each on the result before. */
async function applyAll(
  store: StoreKeeper,
  name: string,
  made: readonly MadeLayer[],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [index, { layer, file }] of made.entries()) {
    const fill = (rootfs: string) => openLayers(store).apply(createReadStream(file), layer, { rootfs });
    const id = `${name}-${index}`;
    const result = await commit(store, { id, base: results.at(-1), startedAt: 5000 + index, fill });
    openLayers(store).remember(result, layer);
    results.push(result);
  }
  return results;
}

async function makeAll(store: StoreKeeper, results: readonly Result[]): Promise<readonly MadeLayer[]> {
  const made: MadeLayer[] = [];
  for (const result of results)
    made.push(await openLayers(store).make(result, { compression: 'zstd', scratch: store.scratch() }));
  return made;
}

const inSeconds = (tree: WholeTree): WholeTree =>
  Object.fromEntries(
    Object.entries(tree).map(([name, aspects]) => {
      const seconds = Math.floor(Number(aspects['time']) / 1e9);
      return [name, { ...aspects, time: String(seconds) }];
    }),
  );

const kinds = ['btrfs', 'zfs', 'overlayfs on ext4', 'copy on xfs'] as const;

describe.each(kinds)('layers of %s', (kind) => {
  // File systems without attributes take part in a chain without attributes.
  test.each([true, false])(
    'give equal trees on every kind of store; attributes: %s',
    async (hasAttributes) => {
      const lacks = ({ place }: { readonly place: DriverPlace }) => place.hasNoAttributes === true;
      const from = must(
        stores.all.find(({ name }) => name === kind),
        kind,
      );
      if (hasAttributes && lacks(from)) return;
      const targets = stores.all.filter((to) => (hasAttributes ? !lacks(to) : lacks(to) || lacks(from)));
      const results: Result[] = [];
      for (const step of [0, 1, 2]) {
        const change = (root: string) => aspectsStep(root, { step, hasAttributes });
        const id = `source-${String(hasAttributes)}-${step}`;
        results.push(await build(from.store, id, results.at(-1), change));
      }
      const made = await makeAll(from.store, results);
      const trees: WholeTree[] = [];
      for (const { id } of results) trees.push(wholeTree(await from.store.view(id)));
      for (const to of targets) {
        const applied = await applyAll(
          to.store,
          `applied-${kinds.indexOf(kind)}-${String(hasAttributes)}`,
          made,
        );
        // zfs-fuse sets times to whole seconds.
        const seen = lacks(to) ? inSeconds : (tree: WholeTree) => tree;
        for (const [index, { id }] of applied.entries())
          expect(seen(wholeTree(await to.store.view(id))), `${to.name}, step ${index}`).toEqual(
            seen(must(trees[index], 'a tree')),
          );
        if (lacks(to)) continue;
        const again = await makeAll(to.store, applied);
        expect(
          again.map(({ layer }) => layer.diffId),
          `made again on ${to.name}`,
        ).toEqual(made.map(({ layer }) => layer.diffId));
      }
    },
  );
});

test('a layer is known by the making of the result and of the base', async () => {
  for (const { store } of stores.all) {
    const layers = openLayers(store);
    const base = await build(store, 'known-base', undefined, (root) => writeFileSync(`${root}/a`, 'a'));
    const child = await build(store, 'known-child', base, (root) => writeFileSync(`${root}/b`, 'b'));
    expect(layers.known(child)).toBeUndefined();
    const { layer } = await layers.make(child, { compression: 'gzip', scratch: store.scratch() });
    expect(layers.known(child)).toEqual(layer);
    expect(layers.known({ ...child, startedAt: 1 })).toBeUndefined();
    expect(layers.known({ ...child, parentMadeAt: 1 })).toBeUndefined();
    const other = { ...child, parentMadeAt: 1 };
    await expect(layers.make(other, { compression: 'zstd', scratch: store.scratch() })).rejects.toMatchObject(
      {
        code: 'result-missing',
      },
    );
    await store.delete('known-base');
    await expect(layers.make(child, { compression: 'zstd', scratch: store.scratch() })).rejects.toMatchObject(
      {
        code: 'result-missing',
      },
    );
  }
});

/** Looks at no content, so only the places to enter decide. */
describe('a store tells where results differ', () => {
  test.each(['btrfs', 'overlayfs on ext4'])('%s', async (kind) => {
    const { store } = must(
      stores.all.find(({ name }) => name === kind),
      kind,
    );
    const base = await build(store, 'hints-base', undefined, (root) => {
      for (const name of ['a/b/c', 'x/y', 'from/deep', 'to/deep', 'same/deep'])
        mkdirSync(`${root}/${name}`, { recursive: true });
      for (const name of ['a/b/c/1', 'x/y/2', 'from/deep/3', 'to/deep/4', 'same/deep/5'])
        writeFileSync(`${root}/${name}`, name);
    });
    const child = await build(store, 'hints-child', base, (root) => {
      writeFileSync(`${root}/a/b/c/1`, 'changed');
      rmSync(`${root}/to`, { recursive: true });
      renameSync(`${root}/from`, `${root}/to`);
    });
    const mayDiffer = must(await store.changes(base.id, child.id), 'what the store tells');
    const views = { from: await store.view(base.id), to: await store.view(child.id) };
    const inode = (root: string, name: string) => lstatSync(`${root}/${name}`, { bigint: true }).ino;
    const told = ['a', 'a/b', 'a/b/c', 'x', 'x/y', 'to', 'to/deep', 'same', 'same/deep'].filter((name) =>
      mayDiffer(name, { from: inode(views.from, name), to: inode(views.to, name) }),
    );
    expect(told).toEqual(['a', 'a/b', 'a/b/c', 'to', 'to/deep']);
  });

  test('a signal ends the comparison of btrfs', async () => {
    const { store } = must(
      stores.all.find(({ name }) => name === 'btrfs'),
      'btrfs',
    );
    const base = await build(store, 'ended-base', undefined, (root) => writeFileSync(`${root}/a`, ''));
    const child = await build(store, 'ended-child', base, (root) => writeFileSync(`${root}/b`, ''));
    expect(await store.changes(base.id, child.id, AbortSignal.abort())).toBeUndefined();
  });
});

/** Expects that a walk through all directories finds what a walk finds that goes where the store tells. */
async function differenceAsWalked(store: StoreKeeper, from: Result, to: Result): Promise<readonly Member[]> {
  const trees = { base: await store.view(from.id), result: await store.view(to.id) };
  const walked = await findDifference(trees);
  const mayDiffer = await store.changes(from.id, to.id);
  expect(await findDifference({ ...trees, mayDiffer }), `${from.id} to ${to.id}`).toEqual(walked);
  return walked;
}

/** `zfs diff` passes over such a file: ZFS remembers the directory of a file's newest name alone. */
test.each(kinds)('%s: a changed file is found after its newest name is gone', async (kind) => {
  const { store } = must(
    stores.all.find(({ name }) => name === kind),
    kind,
  );
  const base = await build(store, 'names-base', undefined, (root) => {
    for (const name of ['kept', 'lost']) mkdirSync(`${root}/${name}`);
    writeFileSync(`${root}/kept/file`, 'one');
    linkSync(`${root}/kept/file`, `${root}/lost/file`);
  });
  const lost = await build(store, 'names-lost', base, (root) => rmSync(`${root}/lost/file`));
  const changed = await build(store, 'names-changed', lost, (root) =>
    appendFileSync(`${root}/kept/file`, 'two'),
  );
  for (const [from, to] of [
    [base, lost],
    [lost, changed],
    [base, changed],
  ] as const) {
    const names = (await differenceAsWalked(store, from, to)).map(({ path }) => path);
    expect(names.includes('kept/file'), `${from.id} to ${to.id}`).toBe(to === changed);
  }
});

test('random changes of random results come back on another kind of store', async () => {
  let count = 0;
  const pair = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...kinds));
  const program = programs({ size: 25, isPlain: true }).map(({ text, run }) => ({
    run,
    toString: () => text,
  }));
  await fc.assert(
    fc.asyncProperty(pair, program, program, program, async ([fromKind, toKind], ...steps) => {
      const [from, to] = [fromKind, toKind].map((kind) =>
        must(
          stores.all.find(({ name }) => name === kind),
          kind,
        ),
      );
      if (from === undefined || to === undefined) return;
      count += 1;
      const results: Result[] = [];
      for (const [index, { run }] of steps.entries())
        results.push(await build(from.store, `random-${count}-${index}`, results.at(-1), run));
      for (const [index, result] of results.slice(1).entries())
        await differenceAsWalked(from.store, must(results[index], 'its base'), result);
      const made = await makeAll(from.store, results);
      const applied = await applyAll(to.store, `applied-random-${count}`, made);
      for (const [index, { id }] of applied.entries()) {
        const wanted = wholeTree(await from.store.view(must(results[index], 'a result').id));
        const found = wholeTree(await to.store.view(id));
        const seen = to.place.hasNoAttributes === true ? inSeconds : (tree: WholeTree) => tree;
        expect(seen(found), `step ${index}`).toEqual(seen(wanted));
      }
    }),
    { numRuns: RANDOM_RUNS },
  );
});

/** Each run makes three results twice. */
const RANDOM_RUNS = 8;
