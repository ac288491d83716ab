import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  type BlobPlace,
  formatIndex,
  type Index,
  parseIndex,
  partOf,
} from '../../../../src/remote/gha/index-file.ts';
import { PackReader } from '../../../../src/remote/gha/pack-reader.ts';
import { GhaPlace } from '../../../../src/remote/gha/place.ts';
import { ImageCarrier } from '../../../../src/remote/image-carrier.ts';
import { fakeEntries, fakeProgram, piecesOf, serving } from '../../../fakes/cache-program.ts';
import { sampleResult } from '../../../samples/remote-records.ts';
import { codeOf, never, readAll } from '../../../suites/carrier-place.ts';

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const blob = Buffer.from('the bytes of a blob');
const digest = digestOf(blob);

/** A place whose index, written by a stranger, says that a blob is there; the pack `x` has the blob. */
async function placeWith(where: BlobPlace): Promise<GhaPlace> {
  const index = formatIndex({ tags: new Map([['tag', '{}']]), blobs: new Map([[digest, where]]) });
  const entries = fakeEntries(fakeProgram(serving({ 'p-r-other-tag': index, x: blob })));
  const place = new GhaPlace({ entries, prefix: 'p-', family: 'f' });
  await place.prepare(['tag'], never);
  return place;
}

const read = (place: GhaPlace, size: number) =>
  piecesOf(place.streamBlob({ digest, size }, never)).then((pieces) => Buffer.concat(pieces));

test('a blob of a pack is found in the index of another job', async () => {
  const place = await placeWith({ pack: 'x', offset: 0, size: blob.length });
  expect(await read(place, blob.length)).toEqual(blob);
  expect(await place.readBlob(digest, 100, never)).toEqual(blob);
  place.close();
});

test.each<[string, BlobPlace, string]>([
  ['a blob of a petabyte', { pack: 'x', offset: 0, size: 2 ** 50 }, 'image-invalid'],
  ['a blob of another size', { pack: 'x', offset: 0, size: blob.length - 1 }, 'image-invalid'],
  ['an offset after the pack', { pack: 'x', offset: 2 ** 53 - 1, size: blob.length }, 'image-unavailable'],
  ['an end after the pack', { pack: 'x', offset: 1, size: blob.length }, 'image-unavailable'],
  ['a pack that is not there', { pack: 'y', offset: 0, size: blob.length }, 'image-unavailable'],
])('an index with %s is refused', async (_what, where, code) => {
  const place = await placeWith(where);
  expect(await codeOf(read(place, blob.length))).toBe(code);
  expect(await codeOf(place.readBlob(digest, 100, never))).toBe(code);
  place.close();
});

test('a small blob is proved by its digest', async () => {
  const place = await placeWith({ base64: Buffer.from('other bytes').toString('base64') });
  expect(await codeOf(place.readBlob(digest, 100, never))).toBe('image-invalid');
  expect(await codeOf(place.readBlob(digest, 10, never))).toBe('image-invalid');
});

test('a blob of other bytes counts as missing, so that the next upload replaces the blob', async () => {
  const sample = await sampleResult('a');
  const { digest, size } = sample.layer;
  const where = { pack: 'x', offset: 0, size };
  const index = formatIndex({ tags: new Map(), blobs: new Map([[digest, where]]) });
  const entries = fakeEntries(fakeProgram(serving({ 'p-r-f-': index, x: Buffer.alloc(size) })));
  const place = new GhaPlace({ entries, prefix: 'p-', family: 'f' });
  await place.prepare(['tag'], never);
  const carrier = new ImageCarrier(place);
  expect(await place.hasBlob(sample.layer)).toBe(true);
  expect(await codeOf(readAll(carrier, sample.record, sample.layer))).toBe('remote-lost');
  expect(await place.hasBlob(sample.layer)).toBe(false);
  await carrier.close();
});

test('a manifest of more than 4 MiB makes an index unreadable', () => {
  const index: Index = { tags: new Map([['tag', 'x'.repeat(4 * 1024 ** 2 + 1)]]), blobs: new Map() };
  expect(() => parseIndex(formatIndex(index))).toThrow('damaged');
});

test('a part of an index has the blobs that its manifests name', () => {
  const blobs = new Map(
    [digest, digestOf(Buffer.from('other')), 'e', ''].map((name) => [name, { base64: '' }]),
  );
  const tags = new Map([
    ['a', JSON.stringify({ layers: [{ digest }] })],
    ['b', ''],
  ]);
  expect(partOf({ tags, blobs }, (tag) => tag === 'a').blobs).toEqual(new Map([[digest, { base64: '' }]]));
});

test('records that no reader would take are not stored', async () => {
  const entries = fakeEntries(fakeProgram('send({ answer: { saved: true, requests: 3 } })'));
  const place = new GhaPlace({ entries, prefix: 'p-', family: 'f' });
  const image = { manifest: Buffer.alloc(4 * 1024 ** 2, 'x'), config: blob, imageId: digest, digest };
  for (let tag = 0; tag < 9; tag += 1) await place.tag(String(tag), image);
  await expect(place.finish(never)).rejects.toThrow('the records of this build take');
  place.close();
});

test('a pack whose names are all reserved fails the upload', async () => {
  const answer = `send({ answer: head.operation === 'save'
    ? { saved: false, requests: 1, path: '/twirp/CreateCacheEntry', httpStatus: 409 } : {} })`;
  const entries = fakeEntries(fakeProgram(answer));
  const place = new GhaPlace({ entries, prefix: 'p-', family: 'f' });
  await place.tag('tag', { manifest: Buffer.from('{}'), config: blob, imageId: digest, digest });
  await expect(place.finish(never)).rejects.toThrow('reserved names');
  place.close();
});

test('more streams than idle packs end well', async () => {
  const packs = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`x${n}`, Buffer.alloc(600_000, n)]));
  const reader = new PackReader(fakeEntries(fakeProgram(serving(packs))));
  const sizes = Object.keys(packs).map(async (pack) => {
    let size = 0;
    for await (const piece of reader.stream({ pack, offset: 0, size: 600_000 }, never)) size += piece.length;
    return size;
  });
  expect(await Promise.all(sizes)).toEqual(sizes.map(() => 600_000));
  reader.close();
});

test('a cancelled stream does not end another stream of the pack', async () => {
  const bytes = Buffer.alloc(1_000_000, 'x');
  // The first program never answers the second read.
  const program = fakeProgram(
    `
    if (head.position > 0 && existsSync(first)) return writeFileSync(second, '');
    ${serving({ x: bytes })}`,
    {
      start: `import { existsSync, rmSync, writeFileSync } from 'node:fs';
      const [first, second] = ['/first', '/second'].map((name) => import.meta.dirname + name);
      if (existsSync(second)) rmSync(first);
      else writeFileSync(first, '');`,
    },
  );
  const reader = new PackReader(fakeEntries(program));
  const range = { pack: 'x', offset: 0, size: bytes.length };
  const cancel = new AbortController();
  const one = reader.stream(range, cancel.signal);
  const other = reader.stream(range, never);
  const [first] = await Promise.all([other.next(), one.next()]);
  const pending = one.next();
  const rest = piecesOf(other);
  while (!existsSync(path.join(program.directory, 'second'))) await sleep(10);
  cancel.abort();
  expect(await codeOf(pending)).toBe('cancelled');
  expect(Buffer.concat([first.value as Buffer, ...(await rest)]).equals(bytes)).toBe(true);
  reader.close();
});
