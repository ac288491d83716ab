import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CallServer, callServer } from '../../src/host/calls/server.ts';
import type { Call } from '../../src/host/calls/table.ts';

const HARMLESS: Call = { name: 'umask', args: [0o022] };
let root: string;
let server: CallServer;

beforeEach(() => {
  root = path.join(mkdtempSync(path.join(tmpdir(), 'obuilder-test-calls-')), 'root');
  server = callServer();
});
afterEach(async () => {
  await server.end();
  rmSync(path.dirname(root), { recursive: true });
});

const run = () => server.run('/', [HARMLESS], { program: root });

test('calls that come while the program ends get a new program', async () => {
  await run();
  const [ended, made] = [server.end(), run()];
  await ended;
  expect(await made).toEqual(Buffer.alloc(0));
});

test('an end waits for the calls under way', async () => {
  const made = [run(), run()];
  await server.end();
  expect(await Promise.all(made)).toEqual([Buffer.alloc(0), Buffer.alloc(0)]);
});
