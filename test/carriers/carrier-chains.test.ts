import { describe, expect, test } from 'vitest';
import type { StoredBytes } from '../../src/contract/remote.ts';
import { must } from '../../src/errors.ts';
import { streamOf } from '../../src/remote/pieces.ts';
import {
  carrier,
  open,
  put,
  readsWhole,
  seen,
  useCarrierRegistry,
  world,
} from '../places/use-carrier-registry.ts';
import { dullText, type SampleResult, sampleResult } from '../samples/remote-records.ts';
import { never } from '../suites/carrier-place.ts';

useCarrierRegistry();

const uploadsOf = (samples: readonly SampleResult[]) => samples.map(({ upload }) => upload);

/** Results on top of one another. */
async function chainOf(length: number): Promise<[SampleResult, ...SampleResult[]]> {
  const chain: [SampleResult, ...SampleResult[]] = [await sampleResult('0')];
  for (let index = 1; index < length; index += 1) {
    const base = must(chain.at(-1), 'a result');
    chain.push(await sampleResult(`${index}`, { base }));
  }
  return chain;
}

const search = (chains: readonly (readonly string[])[]) =>
  must(carrier.findChains?.bind(carrier), 'a search of chains')(chains, never);

async function* once(ready: Promise<void>, bytes: AsyncIterable<Buffer>) {
  await ready;
  yield* bytes;
}

describe('results on top of one another in a registry', () => {
  test('results that a search has missed are asked for once, by the lowest', async () => {
    const base = await sampleResult('base');
    const second = await sampleResult('second', { base });
    const third = await sampleResult('third', { base: second });
    const fourth = await sampleResult('fourth', { base: third });
    await carrier.find(
      [base, second, third].map(({ record }) => record.id),
      never,
    );
    world.proxy.reset();
    await put(base, second);
    await put(third, fourth);
    // The last was not searched for.
    const asked = seen().filter((line) => line === 'HEAD manifests/ID');
    expect(asked).toHaveLength(2);
    await readsWhole(fourth);
  });

  test('a search before an upload asks for a sample of a chain', async () => {
    const chain = await chainOf(40);
    const ids = chain.map(({ record }) => record.id);
    const image = await sampleResult('image');
    await put(image);
    world.proxy.reset();
    expect((await search([[image.record.id], ids])).size).toBe(1);
    expect(seen()).toHaveLength(9);
    world.proxy.reset();
    await put(...chain);
    expect(seen().filter((line) => line === 'HEAD manifests/ID')).toHaveLength(1);
    expect((await carrier.find(ids, never)).size).toBe(40);
  });

  test.each([0, 20, 39])('a search before an upload finds all results up to number %s', async (last) => {
    const chain = await chainOf(40);
    const ids = chain.map(({ record }) => record.id);
    await put(...chain.slice(0, last + 1));
    expect([...(await search([ids])).keys()].toSorted()).toEqual(ids.slice(0, last + 1).toSorted());
  });

  test('a damaged record of a sample counts as a record', async () => {
    const chain = await chainOf(40);
    const ids = chain.map(({ record }) => record.id);
    await put(...chain.slice(0, 2));
    await world.change(await must(world.recordDigest, 'a digest')(ids[0] ?? ''), Buffer.from('damaged'));
    expect([...(await search([ids])).keys()]).toEqual(ids.slice(1, 2));
  });

  test('a call waits for bases of an earlier call under way', async () => {
    const [base, ...above] = await chainOf(12);
    const opened = Promise.withResolvers<void>();
    const late = (bytes: StoredBytes) => once(opened.promise, base.upload.open(bytes));
    const first = carrier.put([{ ...base.upload, open: late }, ...uploadsOf(above.slice(0, 10))], never);
    const second = carrier.put(uploadsOf(above.slice(10)), never);
    await new Promise((done) => setTimeout(done, 200));
    const ids = [base, ...above].map(({ record }) => record.id);
    const other = await open();
    expect(await other.find(ids, never)).toEqual(new Map());
    opened.resolve();
    expect(await first).toMatchObject({ records: 11 });
    expect(await second).toMatchObject({ records: 1 });
    await readsWhole(must(above.at(-1), 'the last result'));
  });

  test('an upload waits for the base before it, not for a later upload of the base', async () => {
    const chain = await chainOf(12);
    const uploads = uploadsOf(chain);
    await carrier.put([...uploads, ...uploads], never);
    await readsWhole(must(chain.at(-1), 'the last result'));
  });

  test('only the record waits for the record of the base', async () => {
    const [base, above] = await chainOf(2);
    const { log } = base.record;
    const opened = Promise.withResolvers<void>();
    const late = (bytes: StoredBytes) =>
      bytes === log ? once(opened.promise, base.upload.open(bytes)) : base.upload.open(bytes);
    const storing = carrier.put([{ ...base.upload, open: late }, must(above, 'a result').upload], never);
    const puts = () => seen().filter((line) => line.startsWith('PUT'));
    // The layers of the image and of both results, and the config of the upper result.
    await expect.poll(puts, { timeout: 10_000 }).toEqual(Array(4).fill('PUT blobs/uploads/#'));
    opened.resolve();
    expect(await storing).toMatchObject({ records: 2 });
    expect(puts().slice(4)).toEqual(['PUT blobs/uploads/#', 'PUT manifests/ID', 'PUT manifests/ID']);
  });

  test('a failure ends what stands on the failed result in a later call', async () => {
    const [base, ...above] = await chainOf(12);
    const broken = () => {
      throw new Error('the disk is broken');
    };
    const last = must(above.pop(), 'the last result');
    const whole = ({ digest }: StoredBytes) => streamOf(must(last.bytes.get(digest), 'a layer'));
    const first = carrier.put([{ ...base.upload, open: broken }, ...uploadsOf(above)], never);
    const second = carrier.put([{ ...last.upload, open: whole }], never);
    const ends = await Promise.allSettled([first, second]);
    const messages = ends.map((end) => (end.status === 'rejected' ? String(end.reason.message) : 'stored'));
    expect(messages).toEqual(Array(2).fill(expect.stringContaining('the disk is broken')));
    expect(await carrier.find([last.record.id], never)).toEqual(new Map());
  });

  test('a chain of another runner since the search costs questions alone', async () => {
    const image = await sampleResult('image');
    const { record } = image;
    const upload = {
      ...image.upload,
      record: { ...record, meta: { ...record.meta, kind: 'from' as const } },
    };
    const log = dullText(200_000);
    const first = await sampleResult('same', { base: image, startedAt: 1_000, log });
    const later = await sampleResult('same', { base: image, startedAt: 2_000, log: dullText(300_000) });
    const above = await sampleResult('above', { base: later });
    const other = await open();
    const ids = [image, first, above].map((sample) => sample.record.id);
    expect(await other.find(ids, never)).toEqual(new Map());
    await carrier.put([upload, first.upload], never);
    world.proxy.reset();
    const uploads = [upload, later.upload, above.upload];
    expect(await other.put(uploads, never)).toMatchObject({ records: 0 });
    expect(seen().filter((line) => !line.startsWith('HEAD '))).toEqual([]);
    await readsWhole(first);
  });
});
