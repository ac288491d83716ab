import { describe, expect, test } from 'vitest';
import type { StoredBytes } from '../../src/contract/remote.ts';
import { dullText, idOf, sampleResult } from '../samples/remote-records.ts';
import { type CarrierPlace, codeOf, never } from './carrier-place.ts';

export function lossTests(at: CarrierPlace): void {
  describe('lost and damaged bytes', () => {
    test.each<[string, (bytes: Buffer) => Buffer | undefined]>([
      ['a missing layer', () => undefined],
      ['a changed byte', (bytes) => Buffer.from(bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))],
      ['a truncated layer', (bytes) => bytes.subarray(0, 200)],
      ['an empty layer', () => Buffer.alloc(0)],
      ['a longer layer', (bytes) => Buffer.concat([bytes, Buffer.alloc(10)])],
    ])('%s is lost', async (_, change) => {
      const sample = await sampleResult('a', { content: dullText(5_000) });
      await at.put(sample);
      const { digest } = sample.layer;
      await at.world.change(digest, change(sample.bytes.get(digest) ?? Buffer.alloc(0)));
      const record = await at.found(sample);
      expect(await codeOf(at.readAll(at.there, record, sample.layer))).toBe('remote-lost');
    });

    test('a record under a name of another result is absent', async () => {
      if (at.world.copyTag === undefined) return;
      const sample = await sampleResult('a');
      await at.put(sample);
      await at.world.copyTag(sample.record.id, idOf('another'));
      expect(await at.there.find([idOf('another')], never)).toEqual(new Map());
    });

    test('a damaged record is absent, and the next writer replaces the record', async () => {
      if (at.world.recordDigest === undefined) return;
      const { recordDigest } = at.world;
      const sample = await sampleResult('a', { log: dullText(150_000) });
      for (const bytes of [Buffer.from('{"schemaVersion":2}'), Buffer.from('no JSON'), undefined]) {
        await at.put(sample);
        await at.world.change(await recordDigest(sample.record.id), bytes);
        const { id } = sample.record;
        expect(await at.here.find([id], never)).toEqual(new Map());
        at.world.heal?.();
        expect(await at.here.put([sample.upload], never)).toMatchObject({ records: 1 });
        await at.expectWhole(await at.found(sample), sample);
      }
    });
  });
}

export function endingTests(at: CarrierPlace): void {
  describe('ends', () => {
    test('a cancelled search, transfer and upload end at once', async () => {
      const sample = await sampleResult('a', { content: dullText(2_000_000) });
      const aborted = AbortSignal.abort();
      expect(await codeOf(at.here.put([sample.upload], aborted))).toBe('cancelled');
      expect(await at.there.find([sample.record.id], never)).toEqual(new Map());
      await at.put(sample);
      expect(await codeOf(at.there.find([sample.record.id], aborted))).toBe('cancelled');
      const record = await at.found(sample);
      const cancel = new AbortController();
      const reading = async () => {
        for await (const _ of at.there.open(record, sample.layer, cancel.signal)) cancel.abort();
      };
      expect(await codeOf(reading())).toBe('cancelled');
    });

    test('an upload cancelled in the middle leaves no record', async () => {
      const sample = await sampleResult('a', { content: dullText(2_000_000) });
      const cancel = new AbortController();
      async function* open(wanted: StoredBytes) {
        let sent = 0;
        for await (const piece of sample.upload.open(wanted)) {
          yield piece;
          sent += piece.length;
          if (sent > 100_000) cancel.abort();
        }
      }
      const { record } = sample;
      expect(await codeOf(at.here.put([{ record, open }], cancel.signal))).toBe('cancelled');
      expect(await at.there.find([record.id], never)).toEqual(new Map());
      await at.put(sample);
      await at.expectWhole(await at.found(sample), sample);
    });

    test('a failing source leaves no record and keeps its error', async () => {
      const sample = await sampleResult('a', { content: dullText(5_000) });
      const open = (wanted: StoredBytes) => {
        if (wanted.digest === sample.layer.digest) throw new RangeError('the disk');
        return sample.upload.open(wanted);
      };
      await expect(at.here.put([{ record: sample.record, open }], never)).rejects.toThrow('the disk');
      expect(await at.there.find([sample.record.id], never)).toEqual(new Map());
    });
  });
}
