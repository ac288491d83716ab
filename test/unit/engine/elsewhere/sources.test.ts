import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileSource } from '../../../../src/engine/elsewhere/upload/sources.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'obuilder-sources-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test.each([0, 1, 16 * 1024, 16 * 1024 + 1, 64 * 1024, 64 * 1024 + 1, 3_000_000])(
  'a file of %i bytes is read twice alike',
  async (size) => {
    const file = path.join(directory, 'file');
    const content = Buffer.from('content '.repeat(size / 8 + 1)).subarray(0, size);
    writeFileSync(file, content);
    const source = await fileSource(file);
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    expect(source).toMatchObject({ size, digest });
    for (const _ of [1, 2]) {
      const pieces: Buffer[] = [];
      for await (const piece of source.open()) pieces.push(piece);
      expect(pieces.every(({ length }) => length > 0)).toBe(true);
      expect(Buffer.concat(pieces).equals(content)).toBe(true);
    }
  },
);
