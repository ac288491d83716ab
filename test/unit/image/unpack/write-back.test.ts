import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WriteBack } from '../../../../src/image/unpack/write-back.ts';

let work: string;
beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'write-back-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true, force: true });
});

/** Puts a program before the real `sync` that writes down what it is called with, and gives what it wrote. */
function watchSync(then: string): () => string[] {
  const calls = path.join(work, 'calls');
  const search = process.env['PATH'];
  writeFileSync(path.join(work, 'sync'), `#!/bin/sh\necho "$*" >> ${calls}\n${then}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${work}:${search}`);
  return () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []);
}

test('written bytes are synced after every interval', async () => {
  const calls = watchSync('exec /bin/sync "$@"');
  const writeBack = new WriteBack(work, 100);
  writeBack.add(99);
  await writeBack.end();
  expect(calls()).toEqual([]);
  writeBack.add(1);
  await writeBack.end();
  expect(calls()).toEqual([`--file-system -- ${work}`]);
  writeBack.add(100);
  // One is under way, so that this waits for its turn.
  writeBack.add(100);
  await writeBack.end();
  expect(calls()).toHaveLength(2);
  writeBack.add(1);
  await writeBack.end();
  expect(calls()).toHaveLength(3);
});

test('errors of the disk are left to the store', async () => {
  const calls = watchSync('exit 1');
  const writeBack = new WriteBack(work, 1);
  writeBack.add(1);
  await writeBack.end();
  expect(calls()).toHaveLength(1);
});
