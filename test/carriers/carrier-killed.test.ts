import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Carrier } from '../../src/contract/remote.ts';
import type { CarrierRequest } from '../../src/contract/request.ts';
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
    const uploads = samples.map(({ upload }) => upload);
    expect(await reader.put(uploads, never)).toMatchObject({ records: samples.length - records.size });
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
    const names = readdirSync(path.join(world.layout, 'records'));
    expect(names.every((name) => /^[0-9a-f]{64}(\.log)?$/.test(name))).toBe(true);
  } finally {
    await world.remove();
  }
});

test('a registry has no record with missing bytes after kills', async () => {
  const server = await startRegistryServer();
  try {
    await survivesKills({ type: 'registry', ref: `${server.host}/killed` });
  } finally {
    await server.close();
  }
});
