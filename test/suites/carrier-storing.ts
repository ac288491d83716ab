import { describe, expect, test } from 'vitest';
import type { StoredBytes } from '../../src/contract/remote.ts';
import { dullText, idOf, sampleResult } from '../samples/remote-records.ts';
import { type CarrierPlace, expectWhole, never } from './carrier-place.ts';

export function storingTests(at: CarrierPlace): void {
  describe('storing and finding', () => {
    test('a record comes back whole on another runner', async () => {
      const first = await sampleResult('first', { summary: '# Ünïcode\n', signature: idOf('signature') });
      const second = await sampleResult('second', { base: first, log: '' });
      expect(await at.put(first, second)).toMatchObject({ records: 2 });
      const both = await at.there.find([first.record.id, second.record.id], never);
      expect([...both.keys()].sort()).toEqual([first.record.id, second.record.id].sort());
      for (const sample of [first, second]) {
        const record = both.get(sample.record.id);
        expect(record).toEqual(sample.record);
        if (record) await at.expectWhole(record, sample);
      }
    });

    test('an empty place has no records and no errors', async () => {
      expect(await at.there.find([idOf('a'), idOf('b')], never)).toEqual(new Map());
      expect(await at.there.find([], never)).toEqual(new Map());
      expect(await at.here.put([], never)).toMatchObject({ records: 0, bytes: 0 });
    });

    test('a record answers to each of its names', async () => {
      const names = [idOf('name'), idOf('other')];
      const sample = await sampleResult('named', { names });
      await at.put(sample);
      const all = await at.there.find([...names, sample.record.id], never);
      expect([...all.keys()].sort()).toEqual([...names].sort());
      expect(all.get(idOf('other'))).toEqual(sample.record);
    });

    test('lists of members of every size come back', async () => {
      for (const [index, size] of [0, 1000, 300_000].entries()) {
        const sample = await sampleResult(`members ${index}`, { members: dullText(size) });
        await at.put(sample);
        await at.expectWhole(await at.found(sample), sample);
      }
    });

    test('logs of every size come back', async () => {
      for (const [index, log] of ['x', 'word '.repeat(500_000), dullText(700_000)].entries()) {
        const sample = await sampleResult(`log ${index}`, { log, summary: index === 2 ? `${log}` : 's' });
        await at.put(sample);
        await at.expectWhole(await at.found(sample), sample);
      }
    });
  });
}

export function trafficTests(at: CarrierPlace): void {
  describe('traffic', () => {
    test('a dependent of a found record sends only its own layer', async () => {
      const first = await sampleResult('first', { content: dullText(3_000_000) });
      await at.put(first);
      const second = await sampleResult('second', { base: first });
      const record = await at.found(first);
      const above = { ...second.record, chain: { ...record.chain, steps: second.record.chain.steps } };
      const lastOnly = (wanted: StoredBytes) => {
        if (wanted.digest === first.layer.digest) throw new Error('the layer of the base was opened');
        return second.upload.open(wanted);
      };
      const report = await at.there.put([{ record: above, open: lastOnly }], never);
      expect(report.records).toBe(1);
      expect(report.bytes).toBeLessThan(50_000);
      await at.expectWhole(await at.found(second), second);
    });

    test('finding many records moves no layer', async () => {
      const samples = await Promise.all(
        Array.from({ length: 20 }, (_, index) => sampleResult(`${index}`, { content: dullText(200_000) })),
      );
      await at.put(...samples);
      const before = at.there.traffic();
      const ids = samples.map(({ record }) => record.id);
      expect((await at.there.find([...ids, idOf('none')], never)).size).toBe(20);
      const after = at.there.traffic();
      expect(after.receivedBytes - before.receivedBytes).toBeLessThan(200_000);
      expect(after.requests - before.requests).toBeGreaterThanOrEqual(at.world.isBatched ? 1 : 21);
      expect(after.sentBytes - before.sentBytes).toBe(0);
    });

    test('traffic counts the bytes of a layer', async () => {
      const sample = await sampleResult('a', { content: dullText(500_000) });
      const report = await at.put(sample);
      expect(report.bytes).toBeGreaterThanOrEqual(sample.layer.size);
      expect(report.requests).toBe(at.here.traffic().requests);
      expect(at.here.traffic().sentBytes).toBe(report.bytes);
      const record = await at.found(sample);
      const before = at.there.traffic();
      await at.readAll(at.there, record, sample.layer);
      const received = at.there.traffic().receivedBytes - before.receivedBytes;
      expect(received).toBeGreaterThanOrEqual(sample.layer.size);
      expect(received).toBeLessThan(sample.layer.size * 1.1);
      expect(at.there.traffic().requests).toBeGreaterThan(before.requests);
    });
  });
}

export function writerTests(at: CarrierPlace): void {
  describe('several writers', () => {
    test('the first writer wins', async () => {
      const first = await sampleResult('same', { log: 'first', startedAt: 1_000 });
      const second = await sampleResult('same', { log: 'second', startedAt: 2_000 });
      await at.put(first);
      expect(await at.there.put([second.upload], never)).toMatchObject({ records: 0 });
      expect(await at.found(first)).toEqual(first.record);
      await at.expectWhole(await at.found(first), first);
    });

    test('two writers at once leave a whole record', async () => {
      for (let round = 0; round < 3; round += 1) {
        const one = await sampleResult(`r${round}`, { log: dullText(400_000), startedAt: 1_000 });
        const two = await sampleResult(`r${round}`, { log: dullText(400_000), startedAt: 2_000 });
        await Promise.all([at.here.put([one.upload], never), at.there.put([two.upload], never)]);
        const record = await at.found(one);
        await at.expectWhole(record, record.meta.startedAt === 1_000 ? one : two);
      }
    });

    test('nothing is stored on a base that another writer stored first', async () => {
      const first = await sampleResult('same', { startedAt: 1_000 });
      const other = await sampleResult('same', { startedAt: 2_000 });
      const [second, third] = [
        await sampleResult('second', { base: other }),
        await sampleResult('third', { base: other }),
      ];
      await at.put(first);
      expect(await at.there.put([other.upload, second.upload], never)).toMatchObject({ records: 0 });
      expect(await at.there.put([third.upload], never)).toMatchObject({ records: 0 });
      const ids = [first, second, third].map(({ record }) => record.id);
      expect([...(await at.there.find(ids, never)).values()]).toEqual([first.record]);
    });

    test('a record of another writer since the search stays, and nothing is stored on it', async () => {
      const base = await sampleResult('base');
      const first = await sampleResult('same', { base, startedAt: 1_000 });
      const other = await sampleResult('same', { base, startedAt: 2_000 });
      const above = await sampleResult('above', { base: other });
      const ids = [base, first, above].map(({ record }) => record.id);
      expect(await at.there.find(ids, never)).toEqual(new Map());
      await at.put(base, first);
      const report = await at.there.put([base.upload, other.upload, above.upload], never);
      expect(report).toMatchObject({ records: 0 });
      const after = [base.record, first.record];
      expect([...(await at.there.find(ids, never)).values()]).toEqual(after);
    });

    test('a record of another writer on the same image stays', async () => {
      const image = await sampleResult('image');
      const { record } = image;
      const upload = {
        ...image.upload,
        record: { ...record, meta: { ...record.meta, kind: 'from' as const } },
      };
      const first = await sampleResult('same', { base: image, startedAt: 1_000 });
      const other = await sampleResult('same', { base: image, startedAt: 2_000 });
      const ids = [record.id, first.record.id];
      expect(await at.there.find(ids, never)).toEqual(new Map());
      expect(await at.here.put([upload, first.upload], never)).toMatchObject({ records: 2 });
      expect(await at.there.put([upload, other.upload], never)).toMatchObject({ records: 0 });
      expect((await at.there.find(ids, never)).get(first.record.id)).toEqual(first.record);
    });
  });
  growingTests(at);
}

function growingTests(at: CarrierPlace): void {
  describe('several uploads', () => {
    test('a dependent never appears before its base', async () => {
      const base = await sampleResult('base');
      const above = await sampleResult('above', { base });
      const opened = Promise.withResolvers<void>();
      async function* late(bytes: StoredBytes) {
        await opened.promise;
        yield* base.upload.open(bytes);
      }
      const storing = at.here.put([{ ...base.upload, open: late }, above.upload], never);
      await new Promise((done) => setTimeout(done, 100));
      expect(await at.there.find([above.record.id], never)).toEqual(new Map());
      opened.resolve();
      expect(await storing).toMatchObject({ records: 2 });
    });

    test('a writer stores more on its own results', async () => {
      const base = await sampleResult('base');
      const [second, third] = [await sampleResult('second', { base }), await sampleResult('third', { base })];
      await at.put(base);
      expect(await at.put(base, second)).toMatchObject({ records: 1 });
      expect(await at.put(base, second, third)).toMatchObject({ records: 1 });
    });

    test('two writers of different results keep both', async () => {
      const samples = await Promise.all(['a', 'b', 'c', 'd'].map((id) => sampleResult(id)));
      await Promise.all(samples.map(({ upload }, i) => (i % 2 ? at.here : at.there).put([upload], never)));
      for (const sample of samples) await at.expectWhole(await at.found(sample), sample);
    });
  });
}

export function replacingTests(at: CarrierPlace): void {
  describe('replaced records', () => {
    test('an upload replaces a record that fits no more', async () => {
      const old = await sampleResult('same', { log: 'old', startedAt: 1_000 });
      const fresh = await sampleResult('same', { log: 'new', startedAt: 2_000 });
      const above = await sampleResult('above', { base: fresh });
      await at.put(old);
      const uploads = [{ ...fresh.upload, replaces: true }, above.upload];
      expect(await at.there.put(uploads, never)).toMatchObject({ records: 2 });
      await at.expectWhole(await at.found(fresh), fresh);
      expect(await at.found(fresh)).toEqual(fresh.record);
    });

    test('a record that goes back to earlier bytes is whole', async () => {
      const versions = ['one', 'two', 'one'].map((text, index) =>
        sampleResult('changing', { content: Buffer.from(text), startedAt: 1_000 + index }),
      );
      for (const version of await Promise.all(versions)) {
        const writer = await at.world.open();
        try {
          const uploads = [{ ...version.upload, replaces: true }];
          expect(await writer.put(uploads, never)).toMatchObject({ records: 1 });
        } finally {
          await writer.close();
        }
        const reader = await at.world.open();
        try {
          const record = (await reader.find([version.record.id], never)).get(version.record.id);
          expect(record).toEqual(version.record);
          if (record) await expectWhole(reader, record, version);
        } finally {
          await reader.close();
        }
      }
    });
  });
}
