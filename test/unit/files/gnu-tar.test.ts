import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { archiveListed } from '../../../src/files/gnu-tar.ts';

let work: string;
beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'tar-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true, force: true });
});

test('options in the environment do not change archives', async () => {
  writeFileSync(path.join(work, 'file'), 'content');
  const archive = () => buffer(archiveListed(work, { paths: ['file'] }));
  const usual = await archive();
  vi.stubEnv('TAR_OPTIONS', '--exclude=file --owner=5');
  expect((await archive()).equals(usual)).toBe(true);
});
