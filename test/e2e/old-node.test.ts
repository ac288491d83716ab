import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const dist = path.resolve(import.meta.dirname, '../../dist');
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'old-node-'));
  // What Node 20 lacks, taken from this Node before an entry loads.
  const lacks =
    "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); delete Promise.withResolvers; delete require('node:module').enableCompileCache;";
  writeFileSync(path.join(directory, 'old.cjs'), lacks);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const start = (entry: string) =>
  spawnSync(
    process.execPath,
    ['--require', path.join(directory, 'old.cjs'), path.join(dist, entry, 'index.js')],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], INPUT_SPEC: '((from scratch))', 'STATE_worker-pid': '1' },
    },
  );

test('main on Node 20 names the required Node', () => {
  const { status, stdout, stderr } = start('main');
  expect(stdout).toMatch(
    /^::error::obuilder-action needs Node 24 or later, but Node 20\.20\.2 runs it\. .*\n$/,
  );
  expect(stderr).toBe('');
  expect(status).toBe(1);
});

test('the command line on Node 20 names the required Node', () => {
  const { status, stderr } = start('cli');
  expect(stderr).toMatch(
    /^error: obuilder-action needs Node 24 or later, but Node 20\.20\.2 runs it\. .*\n$/,
  );
  expect(status).toBe(1);
});

test('post on Node 20 is silent', () => {
  expect(start('post')).toMatchObject({ status: 0, stdout: '', stderr: '' });
});
