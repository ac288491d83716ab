import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TarEntry } from '../../../src/archive/tar-header.ts';
import { formatPaxRecord, parsePax } from '../../../src/archive/tar-pax.ts';
import { TarReader } from '../../../src/archive/tar-reader.ts';
import { END_OF_ARCHIVE, formatHeader, padding } from '../../../src/archive/tar-writer.ts';
import { parseRetryAfter } from '../../../src/registry/retry.ts';
import { file, tarWith } from '../../samples/tar-entries.ts';

const invalid = expect.objectContaining({ code: 'image-invalid' });
const text = (shortest: number, longest: number) =>
  fc
    .array(fc.integer({ min: 1, max: 255 }), { minLength: shortest, maxLength: longest })
    .map((bytes) => Buffer.from(bytes).toString('latin1'));

describe('tar', () => {
  test('written headers read back in pieces of any size', () => {
    const entry: fc.Arbitrary<TarEntry> = fc.record({
      kind: fc.constantFrom('file', 'link', 'symlink', 'character', 'block', 'fifo'),
      path: text(1, 300).map((path) => `${path.replaceAll('/', 'x')}e`),
      target: text(0, 300),
      mode: fc.integer({ min: 0, max: 0o7777 }),
      uid: fc.integer({ min: 0, max: 0xffffffff }),
      gid: fc.integer({ min: 0, max: 0xffffffff }),
      size: fc.constant(0),
      modified: fc.bigInt({ min: -(2n ** 64n), max: 2n ** 66n }),
      major: fc.integer({ min: 0, max: 4095 }),
      minor: fc.integer({ min: 0, max: 1_048_575 }),
      attributes: fc.uniqueArray(text(1, 9), { maxLength: 2 }).map((values) => {
        return new Map(values.map((value, index) => [`user.${index}`, value]));
      }),
    });
    const all = fc.array(entry, { maxLength: 4 });
    fc.assert(
      fc.property(all, fc.integer({ min: 1, max: 1500 }), (entries, piece) => {
        const archive = Buffer.concat([...entries.map((entry) => formatHeader(entry)), END_OF_ARCHIVE]);
        const read: TarEntry[] = [];
        const reader = new TarReader((found) => {
          read.push(found);
          return undefined;
        });
        for (let at = 0; at < archive.length; at += piece) reader.write(archive.subarray(at, at + piece));
        reader.end();
        expect(read).toEqual(entries.map((wanted) => expect.objectContaining(wanted) as unknown));
      }),
    );
  });

  test('any bytes are an archive or an ObuilderError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        try {
          new TarReader(() => undefined).write(Buffer.from(bytes));
        } catch (error) {
          expect(error).toMatchObject({ code: 'image-invalid' });
        }
      }),
    );
  });

  test('a changed byte in a header is an error', async () => {
    const archive = await tarWith([file('x')]);
    archive[3] = 0x41;
    expect(() => new TarReader(() => undefined).write(archive)).toThrow(invalid);
  });

  test('an archive ending inside a member is refused', async () => {
    const archive = await tarWith([file('x', 'y'.repeat(600))]);
    for (const length of [300, 512, 700, 1200]) {
      const reader = new TarReader(() => undefined);
      reader.write(archive.subarray(0, length));
      expect(() => reader.end(), String(length)).toThrow(invalid);
    }
  });

  test.each(['S', 'M', 'Z'])('a member of the type %s is refused', async (type) => {
    const archive = await tarWith([file('x')]);
    archive.write(type, 156, 'latin1');
    archive.fill(' ', 148, 156);
    const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    expect(() => new TarReader(() => undefined).write(archive)).toThrow(invalid);
  });

  test('an archive cut between two members is refused', async () => {
    const archive = await tarWith([file('x', 'y'.repeat(512)), file('z')]);
    const reader = new TarReader(() => undefined);
    reader.write(archive.subarray(0, 1024));
    expect(() => reader.end()).toThrow(/end marker/);
  });

  test('too large extended headers are refused', async () => {
    const large = { ...file('x'), pax: { key: 'v'.repeat(1024 * 1024) } };
    const archive = await tarWith([large]);
    expect(() => new TarReader(() => undefined).write(archive)).toThrow(/too large/);
  });

  test('a sparse file without its list is refused', async () => {
    const archive = await tarWith([{ ...file('x'), pax: { 'GNU.sparse.major': '1' } }]);
    expect(() => new TarReader(() => undefined).write(archive)).toThrow(invalid);
  });

  test('pax records count their own length', () => {
    fc.assert(
      fc.property(text(0, 200), (value) => {
        expect(parsePax(Buffer.from(formatPaxRecord('key', value), 'latin1'))).toEqual(
          new Map([['key', value]]),
        );
      }),
    );
  });

  test.each(['5 a=b\n', '999 a=b\n', '6 a=bc', 'x a=b\n', '-1 a=b\n', '5 =b\n\n'])(
    'the pax record %j is refused',
    (record) => {
      expect(() => parsePax(Buffer.from(record))).toThrow(invalid);
    },
  );

  test('padding fills a block', () => {
    expect([0, 1, 511, 512, 513].map((size) => padding(size).length)).toEqual([0, 511, 1, 0, 511]);
  });
});

test('Retry-After takes seconds or a date, and ignores nonsense', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(parseRetryAfter('3', now)).toBe(3000);
  expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5000);
  expect(parseRetryAfter('Wed, 31 Dec 2025 00:00:05 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
