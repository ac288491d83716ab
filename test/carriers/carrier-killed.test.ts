import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Carrier } from '../../src/contract/remote.ts';
import type { CarrierRequest } from '../../src/contract/request.ts';
import { temporaryName } from '../../src/reader/write/new-file.ts';
import { openCarrier } from '../../src/remote/open.ts';
import { carrierSettings, layoutWorld } from '../places/carrier-worlds.ts';
import { startRegistryServer } from '../places/registry-server.ts';
import { sampleChain } from '../samples/remote-records.ts';
import { expectWhole, never } from '../suites/carrier-place.ts';

const ROUNDS = 4;
const program = path.join(import.meta.dirname, '../programs/carrier-put.ts');

/** Starts an upload in a process of its own, and kills the process after the first bytes. Gives whether the upload had ended. */
async function killedPut(request: CarrierRequest, seed: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, JSON.stringify(request), seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
  return said.includes('end');
}

/** Every record that the killed writers left is whole, and a later writer completes the rest. */
async function survivesKills(request: CarrierRequest): Promise<void> {
  const open = (): Promise<Carrier> => openCarrier(request, carrierSettings());
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const samples = await sampleChain(`killed ${round}`);
    await killedPut(request, `killed ${round}`, 5 + 60 * round);
    const reader = await open();
    const ids = samples.map(({ record }) => record.id);
    const records = await reader.find(ids, never);
    found.push(records.size);
    for (const sample of samples) {
      const record = records.get(sample.record.id);
      if (record) await expectWhole(reader, record, sample);
    }
    // As a build does: a record that a put finds would count as another runner's.
    const uploads = samples.filter(({ record }) => !records.has(record.id)).map(({ upload }) => upload);
    expect(await reader.put(uploads, never)).toMatchObject({ records: uploads.length });
    expect((await reader.find(ids, never)).size).toBe(samples.length);
    await reader.close();
  }
  // Otherwise all kills came too late to prove anything.
  expect(Math.min(...found)).toBeLessThan(4);
}

test('a directory has no record with missing bytes after kills', async () => {
  const world = layoutWorld();
  try {
    await survivesKills({ type: 'local', directory: world.layout });
    const names = readdirSync(path.join(world.layout, 'records')).filter((name) => !name.endsWith('.tmp'));
    expect(names.filter((name) => !/^[0-9a-f]{64}(\.log)?$/.test(name))).toEqual([]);
  } finally {
    await world.remove();
  }
});

const DAY_S = 24 * 60 * 60;

test('a writer deletes parts of writers killed a day ago', async () => {
  const world = layoutWorld();
  try {
    const parts = ['', 'records', 'blobs/sha256'].flatMap((directory) =>
      [DAY_S - 60, DAY_S + 60].map((age) => putPart(path.join(world.layout, directory), age)),
    );
    const carrier = await world.open();
    const [sample] = await sampleChain('after kills');
    await carrier.put(sample ? [sample.upload] : [], never);
    await carrier.close();
    expect(parts.map((part) => existsSync(part))).toEqual([true, false, true, false, true, false]);
  } finally {
    await world.remove();
  }
});

/** Leaves a temporary file as a killed writer does. Returns its path. */
function putPart(directory: string, ageS: number): string {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, temporaryName());
  writeFileSync(file, 'a part');
  utimesSync(file, Date.now() / 1000 - ageS, Date.now() / 1000 - ageS);
  return file;
}

test('a registry has no record with missing bytes after kills', async () => {
  const server = await startRegistryServer();
  try {
    await survivesKills({ type: 'registry', ref: `${server.host}/killed` });
  } finally {
    await server.close();
  }
});
