import { once } from 'node:events';
import { expect, test } from 'vitest';
import { Blobs } from '../../../src/remote/blobs.ts';
import type { ImagePlace } from '../../../src/remote/place.ts';
import { Storers } from '../../../src/remote/storers.ts';
import { Uploading } from '../../../src/remote/uploading.ts';
import { sampleResult } from '../../samples/remote-records.ts';
import { never } from '../../suites/carrier-place.ts';

type Transfer = Parameters<ImagePlace['putBlob']>;

/** A place without memory. Each test says how a transfer and a question for a tag end. */
function uploadingTo(place: Pick<ImagePlace, 'putBlob'> & Partial<ImagePlace>): Uploading {
  const whole: ImagePlace = {
    name: 'a place',
    kind: 'test',
    maxSearches: 1,
    readTag: async () => undefined,
    hasTag: async () => false,
    readBlob: async () => Buffer.alloc(0),
    async *streamBlob() {},
    hasBlob: async () => false,
    tag: async () => undefined,
    traffic: () => ({ requests: 0, receivedBytes: 0, sentBytes: 0 }),
    close: () => undefined,
    ...place,
  };
  const storers = new Storers(whole, { damaged: new Set(), absent: new Map() });
  return new Uploading({ place: whole, blobs: new Blobs(whole), storers });
}

/** Waits until the list ends. */
async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

test('a transfer that ends with another list is begun again', async () => {
  const [one, two] = [await sampleResult('one'), await sampleResult('two')];
  const shared = one.record.chain.base.layers[0]?.digest;
  const [asked, joined] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let transfers = 0;
  const uploading = uploadingTo({
    hasTag: async (tag) => {
      if (tag === one.record.id) await asked.promise;
      return false;
    },
    putBlob: async ({ digest }, { signal }: Transfer[1]) => {
      if (digest === shared) transfers += 1;
      if (digest === shared && transfers === 1) {
        asked.resolve();
        await untilAborted(signal);
      }
      if (digest === one.layer.digest) joined.resolve();
      if (digest !== two.layer.digest) return;
      await joined.promise;
      throw new Error('the disk is broken');
    },
  });
  const first = uploading.putAll([one.upload], never);
  const second = uploading.putAll([two.upload], never);
  await expect(second).rejects.toThrow('the disk is broken');
  expect(await first).toEqual([true]);
  expect(transfers).toBe(2);
});

test('a list with a failed base tells the reason of the base', async () => {
  const base = await sampleResult('base');
  const above = await sampleResult('above', { base });
  const failed = await sampleResult('failed');
  let transfers = 0;
  const uploading = uploadingTo({
    putBlob: async ({ digest }, { signal }: Transfer[1]) => {
      if (digest === failed.layer.digest) throw new Error('the disk is broken');
      if (digest === base.layer.digest) transfers += 1;
      if (digest === base.layer.digest && transfers === 1) await untilAborted(signal);
    },
  });
  const first = uploading.putAll([base.upload, failed.upload], never);
  const second = uploading.putAll([above.upload], never);
  await expect(first).rejects.toThrow('the disk is broken');
  await expect(second).rejects.toThrow('the disk is broken');
});

test('a layer of two lists stays open until both have ended', async () => {
  const base = await sampleResult('base', { content: Buffer.from('same') });
  const blobs = new Blobs({} as ImagePlace);
  const other = { ...base.upload, open: () => base.upload.open(base.layer) };
  const [endFirst, endSecond] = [blobs.lend([base.upload]), blobs.lend([other])];
  endFirst();
  expect(blobs.openerOf(base.layer.digest)).toBe(other.open);
  endSecond();
  expect(blobs.openerOf(base.layer.digest)).toBeUndefined();
});
