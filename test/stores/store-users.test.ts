import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PruneLimits } from '../../src/contract/limits.ts';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { planText, pruneText } from '../../src/report/prune-text.ts';
import { openStore } from '../../src/store/open.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { make } from '../suites/store-making.ts';

const ALICE = 41_001;
const BOB = 41_002;

describe.each(['btrfs', 'copy on xfs'])('a store shared by users: %s', (name) => {
  let place: DriverPlace;
  let count = 0;
  let open: (
    uid: number,
    limits?: PruneLimits,
    minFree?: number,
    isLooking?: boolean,
  ) => Promise<StoreKeeper>;
  beforeAll(() => {
    const made = driverPlaces[name]?.();
    if (made === undefined) throw new Error(`no place for ${name}`);
    place = made;
  });
  afterAll(() => place?.remove());
  const opened: StoreKeeper[] = [];
  beforeEach(() => {
    count += 1;
    const { place: root } = place.newStore(`users-${count}`);
    open = async (uid, limits, share, isLooking) => {
      const user = uid === 0 ? undefined : { uid, minFree: share === undefined ? undefined : { share } };
      const store = await openStore({ driver: place.driver, root }, { limits, user, isLooking });
      opened.push(store);
      return store;
    };
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  /** What is left; root's look notes root as a user, so it comes last. */
  const left = async () =>
    (await open(0))
      .list()
      .map(({ id }) => id)
      .sort();

  async function fill(): Promise<void> {
    const alice = await open(ALICE);
    for (const id of ['alice', 'shared']) await make(alice, id);
    await (await alice.slot('hers', { uid: 0, gid: 0 })).finish();
    await alice.close();
    const bob = await open(BOB);
    expect(bob.find(['shared']).size).toBe(1);
    await make(bob, 'bob');
    await (await bob.slot('his', { uid: 0, gid: 0 })).finish();
    await bob.close();
  }

  // A number of results takes no slots, because the number of results would stay.
  test.each<[string, PruneLimits, number]>([
    ['max-results', { maxResults: 0 }, 0],
    ['max-age', { maxAge: 0 }, 1],
    ['max-used-space', { maxUsed: { bytes: 0 } }, 1],
    ['min-free-space', { minFree: { share: 1 } }, 1],
  ])('the strictest %s of a user takes what is that user’s alone', async (name, limits, slots) => {
    await fill();
    const alice = await open(ALICE);
    const plan = await alice.planPrune(limits);
    const report = await alice.prune(limits);
    expect(plan).toMatchObject({ results: 1, slots, others: 3 });
    expect(report).toMatchObject({ results: 1, slots, others: 3 });
    for (const text of [planText(plan), pruneText(report)])
      expect(text).toContain(`Still over ${name}: 3 results or caches have other users too`);
    await alice.close();
    expect(await left()).toEqual(['bob', 'shared']);
    const root = await open(0);
    expect((await root.usage()).slots).toBe(2 - slots);
  });

  test('a floor of free space evicts only the own results of a user', async () => {
    await fill();
    const alice = await open(ALICE, undefined, 1);
    const { signal } = new AbortController();
    await alice.withRoom(async () => undefined, { signal, onAgain: () => undefined });
    await alice.close();
    expect(await left()).toEqual(['bob', 'shared']);
  });

  test('the limits of the owner evict any result, whoever builds', async () => {
    await fill();
    const alice = await open(ALICE, { maxResults: 0 });
    expect(await alice.planPrune({})).toMatchObject({ results: 3 });
    expect(await alice.prune({})).toMatchObject({ results: 3 });
    await alice.close();
    expect(await left()).toEqual([]);
  });

  test('a user deletes only own results', async () => {
    await fill();
    const alice = await open(ALICE);
    for (const id of ['bob', 'shared'])
      await expect(alice.delete(id)).rejects.toMatchObject({ code: 'result-in-use', value: id });
    await alice.delete('alice');
    await alice.close();
    expect(await left()).toEqual(['bob', 'shared']);
  });

  test('a user removes only own slots', async () => {
    await fill();
    const alice = await open(ALICE);
    const ids = (await alice.listSlots()).map(({ id }) => id).sort();
    const [hers = '', his = ''] = ids;
    expect(alice.slotsNamed(his)).toEqual([{ id: his }]);
    await expect(alice.deleteSlot(his)).rejects.toMatchObject({ code: 'result-in-use' });
    await alice.deleteSlot(hers);
    expect((await alice.listSlots()).map(({ id }) => id)).toEqual([his]);
  });

  test('a look makes nobody a user of an entry', async () => {
    await fill();
    const bob = await open(BOB, undefined, undefined, true);
    expect(bob.find(['alice']).size).toBe(1);
    await bob.expose('alice');
    await bob.checkout('alice');
    await (await bob.slot('hers', { uid: 0, gid: 0, isTemporary: true })).discard();
    await expect(bob.delete('alice')).rejects.toMatchObject({ code: 'result-in-use' });
    await bob.close();
    const alice = await open(ALICE);
    expect(await alice.prune({ maxAge: 0 })).toMatchObject({ results: 1, slots: 1, others: 3 });
  });

  test('a result used by root is no longer a user’s own', async () => {
    await fill();
    await left();
    const root = await open(0);
    expect(root.find(['alice']).size).toBe(1);
    await root.close();
    const alice = await open(ALICE);
    expect((await alice.prune({ maxResults: 0 })).results).toBe(0);
  });
});
