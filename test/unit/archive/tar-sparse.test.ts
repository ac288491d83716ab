import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUnpacker } from '../../../src/image/unpack/unpacker.ts';

let work: string;
beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'sparse-'));
  for (const name of ['from', 'to']) mkdirSync(path.join(work, name));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const MIB = 1024 ** 2;

interface Shape {
  readonly size: number;
  readonly parts: readonly (readonly [offset: number, text: string])[];
}

function makeSparse(name: string, { size, parts }: Shape): string {
  const file = path.join(work, 'from', name);
  const fd = openSync(file, 'w');
  for (const [offset, text] of parts) writeSync(fd, text, offset);
  ftruncateSync(fd, size);
  closeSync(fd);
  return file;
}

const many = Array.from({ length: 120 }, (_, index) => [index * 2 * MIB, `part ${index}`] as const);
const SHAPES: Readonly<Record<string, Shape>> = {
  'a hole at the end': { size: 9 * MIB, parts: [[0, 'start']] },
  'a hole at the start': { size: 9 * MIB + 3, parts: [[9 * MIB, 'end']] },
  'only a hole': { size: 5 * MIB, parts: [] },
  'many parts': { size: 300 * MIB, parts: many },
};

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  gnu: ['--format=gnu'],
  '0.0': ['--format=posix', '--sparse-version=0.0'],
  '0.1': ['--format=posix', '--sparse-version=0.1'],
  '1.0': ['--format=posix', '--sparse-version=1.0'],
};

async function unpack(archive: Buffer, piece: number): Promise<void> {
  const unpacker = createUnpacker({ rootfs: path.join(work, 'to'), whiteouts: false });
  const layer = unpacker.layer();
  for (let at = 0; at < archive.length; at += piece) layer.write(archive.subarray(at, at + piece));
  await layer.end();
  await unpacker.end();
}

const cases = Object.keys(FORMATS).flatMap((format) =>
  Object.keys(SHAPES).map((shape) => [format, shape] as const),
);

test.each(cases)('reads sparse files of GNU tar as %s: %s', async (format, shape) => {
  const file = makeSparse('file', SHAPES[shape] ?? { size: 0, parts: [] });
  const archive = path.join(work, 'archive.tar');
  const names = ['-C', path.join(work, 'from'), 'file'];
  execFileSync('tar', ['--create', '--sparse', ...(FORMATS[format] ?? []), '--file', archive, ...names]);
  const bytes = readFileSync(archive);
  expect(bytes.length).toBeLessThan(2 * MIB);
  await unpack(bytes, 7001);
  const copy = path.join(work, 'to', 'file');
  execFileSync('cmp', [file, copy]);
  expect(statSync(copy).size).toBe(statSync(file).size);
  // Holes stay holes.
  expect(statSync(copy).blocks * 512).toBeLessThan(3 * MIB);
});

test('any list is read or refused, never exceeding the size', async () => {
  const file = makeSparse('file', { size: 3 * MIB, parts: [[MIB, 'middle']] });
  const archives = Object.values(FORMATS).map((options) =>
    execFileSync('tar', ['--create', '--sparse', ...options, '-C', path.dirname(file), 'file']),
  );
  const changes = fc.array(fc.tuple(fc.nat(4000), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...archives), changes, async (archive, changed) => {
      const bytes = Buffer.from(archive);
      for (const [at, value] of changed) if (at < bytes.length) bytes[at] = value;
      try {
        await unpack(bytes, 4096);
      } catch (error) {
        expect(error).toMatchObject({ code: 'image-invalid' });
      }
    }),
    { numRuns: 200 },
  );
});
