import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildRequest } from '../../src/contract/request.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { makeLoopFileSystem, type Pool } from '../places/loop-file-system.ts';
import type { LogAnswer } from '../programs/log-client.ts';

const SHORT = 3_000_000;
const LONG = 300_000_000;
/** In MiB: how much more memory a log that is a hundred times as long may take. */
const MORE = 100;

let directory: string;
let disk: Pool;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'long-logs-'));
  mkdirSync(path.join(directory, 'context'));
  makeBusyboxRoot(path.join(directory, 'context/base'));
  disk = makeLoopFileSystem('xfs', { bytes: 2 * 1024 ** 3 });
});
afterAll(() => {
  disk?.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** Builds one step that logs so many bytes. The reader of the client's stdout is away for a second. */
async function build(bytes: number): Promise<LogAnswer> {
  const command = `yes "$(seq 1 300 | tr '\\n' ' ')" | head -c ${bytes}`;
  const request: BuildRequest = {
    version: 1,
    storeRequest: { store: `copy:${disk.path}/store` },
    spec: {
      text: `((from rootfs:base) (shell /bin/sh -c) (run (shell ${JSON.stringify(command)})))`,
      file: 'a.spec',
    },
    context: path.join(directory, 'context'),
    secrets: { token: Buffer.from('a secret that is masked').toString('base64') },
    noCache: false,
    pull: 'auto',
    cacheScope: '',
  };
  const [requestFile, answerFile] = [path.join(directory, 'request'), path.join(directory, 'answer')];
  writeFileSync(requestFile, JSON.stringify(request));
  const client = path.join(import.meta.dirname, '../programs/log-client.ts');
  const child = spawn(process.execPath, [client, requestFile, answerFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  await sleep(1000);
  child.stdout.resume();
  await closed;
  return JSON.parse(readFileSync(answerFile, 'utf8')) as LogAnswer;
}

function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  return new Promise((resolve, reject) => {
    createReadStream(file)
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => resolve(hash.digest('hex')))
      .on('error', reject);
  });
}

test('a long log takes little memory, and comes back whole', async () => {
  const least = [await build(SHORT), await build(SHORT)];
  const known = new Set(readdirSync(path.join(disk.path, 'store/v1/result')));
  const fresh = await build(LONG);
  expect(fresh).toMatchObject({ kind: 'built', outcome: 'built', bytes: LONG });
  const cached = await build(LONG);
  expect(cached).toMatchObject({ kind: 'built', outcome: 'cached', bytes: LONG, digest: fresh.digest });
  const id = readdirSync(path.join(disk.path, 'store/v1/result')).find((name) => !known.has(name));
  expect(await digestOf(path.join(disk.path, 'store/v1/result', id ?? '', 'log'))).toBe(fresh.digest);
  const most = (name: 'workerPeak' | 'clientPeak') => Math.max(...least.map((one) => one[name])) + MORE;
  for (const long of [fresh, cached]) {
    expect(long.workerPeak).toBeGreaterThan(0);
    expect(long.workerPeak).toBeLessThan(most('workerPeak'));
    expect(long.clientPeak).toBeLessThan(most('clientPeak'));
  }
}, 300_000);
