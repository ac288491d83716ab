import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { processesWith } from '../../scripts/lib/machine-state.ts';
import { openStore } from '../../src/store/open.ts';
import { nothingRemains, remains } from '../places/store-leftovers.ts';
import { datasetsBelow, makeZfsPool, notedVolumes, type ZfsPool } from '../places/zfs-pool.ts';
import { killStoreProcesses, startStoreProcess } from '../programs/store-process.ts';
import { scenes } from '../programs/store-scenes.ts';
import { type Moment, runAndKill } from '../programs/zfs-kill.ts';
import { isInPart, partName } from '../suites/part.ts';
import { make, sleep } from '../suites/store-making.ts';

const program = path.join(import.meta.dirname, '../programs/store-crash.ts');
let pool: ZfsPool;
let dataset: string;
let root: string;

beforeAll(async () => {
  pool = makeZfsPool();
  dataset = `${pool.name}/store`;
  root = path.join(pool.path, 'store');
  await play('prologue');
});
afterEach(killStoreProcesses);
afterAll(() => pool?.remove());

/** Plays a scene to its end, or until it is killed; gives the number of `zfs` commands. */
async function play(scene: string, moment?: Moment): Promise<number> {
  const { commands, status, stderr } = await runAndKill([program, 'zfs', dataset, scene, '0'], moment);
  if (moment === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return commands;
}

/** Commands that a dead process has started and that go on. */
const lateCommands = () => processesWith(`${dataset}/`);

async function expectWhole(when: string): Promise<void> {
  const isLate = lateCommands().length > 0;
  const store = await openStore({ driver: 'zfs', root: dataset });
  expect([...store.find(['kept-1', 'kept-2']).keys()], when).toEqual(['kept-1', 'kept-2']);
  expect(readdirSync(await store.view('kept-2')).sort(), when).toEqual(['kept-1', 'kept-2']);
  await make(store, 'after', { id: 'kept-2' });
  await store.delete('after');
  await store.close();
  if (isLate) {
    // The command may have ended after the opening: then the next opening deletes what the command made.
    await expect.poll(lateCommands, { timeout: 120_000 }).toEqual([]);
    await (await openStore({ driver: 'zfs', root: dataset })).close();
  }
  expect(remains(root), when).toEqual(nothingRemains);
  expect(datasetsBelow(dataset), when).toEqual(notedVolumes(root));
}

test.each([...Object.keys(scenes), 'prune'])(
  'a kill at each command leaves a sound store: %s',
  async (scene) => {
    const prepare = async () => {
      if (scene !== 'prune') return;
      await play('commit');
      await play('release a slot');
    };
    await prepare();
    const commands = await play(scene);
    expect(commands).toBeGreaterThan(0);
    for (let command = 1; command <= commands; command += 1) {
      if (!isInPart(command)) continue;
      const when = command % 2 === 0 ? 'before' : 'after';
      await prepare();
      await play(scene, { command, when });
      await expectWhole(`${scene}: killed ${when} command ${command} of ${commands}, ${partName}`);
    }
  },
);

test.each([1, 2, 3, 4])('two killed builders leave a sound store, round %i', async () => {
  const workers = [1, 2].map(() => startStoreProcess(`zfs:${dataset}`, 'churn'));
  await Promise.all(workers.map((worker) => worker.line()));
  await sleep(Math.random() * 2000);
  await Promise.all(workers.map((worker) => worker.kill()));
  await expectWhole('killed at a random moment');
});
