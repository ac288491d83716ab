import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { nothingRemains, remains } from '../places/store-leftovers.ts';
import { programEnvironment } from '../programs/environment.ts';
import { scenes } from '../programs/store-scenes.ts';
import { isInPart, partName } from '../suites/part.ts';
import { make } from '../suites/store-making.ts';

const program = path.join(import.meta.dirname, '../programs/store-crash.ts');

// The gate plays a third of the moments in each place. The thirds differ between places, so a scene that four places play is played at
// all moments.
const turns = Object.keys(driverPlaces);

describe.each(turns)('a process that dies: %s', (name) => {
  const isPlayedAt = (moment: number) => isInPart(moment, turns.indexOf(name));
  let at: DriverPlace;
  let store: { readonly place: string; readonly root: string };

  beforeAll(() => {
    at = (driverPlaces[name] as () => DriverPlace)();
    store = at.newStore('crash');
    play('prologue', 0);
  });
  afterAll(() => at?.remove());

  /** The number of moments, or undefined where it was killed. */
  function play(scene: string, moment: number): number | undefined {
    const { stdout, stderr, status, signal } = spawnSync(
      process.execPath,
      [program, at.driver, store.place, scene, String(moment)],
      { encoding: 'utf8', env: programEnvironment() },
    );
    if (signal === 'SIGKILL') return undefined;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return Number(stdout);
  }

  async function expectWhole(moment: number): Promise<void> {
    const when = `killed at ${moment} of ${partName}`;
    const opened = await openStore({ driver: at.driver, root: store.place });
    expect([...opened.find(['kept-1', 'kept-2']).keys()], when).toEqual(['kept-1', 'kept-2']);
    expect(opened.find(['wrong', 'on-wrong']).size, when).toBe(0);
    const copied = opened.find(['copied', 'on-copied']);
    expect(copied.has('copied') || !copied.has('on-copied'), when).toBe(true);
    const view = await opened.view('kept-2');
    expect(readFileSync(path.join(view, 'kept-1'), 'utf8'), when).toBe('kept-1');
    for (const { id, logPath } of opened.list())
      expect(readFileSync(logPath, 'utf8'), when).toBe(`log of ${id}\n`);
    for (const { name: filled = '' } of await opened.listSlots()) {
      if (!filled.startsWith('filled')) continue;
      const slot = await opened.slot(filled, { uid: 0, gid: 0, sharing: 'locked' });
      expect(readdirSync(slot.path).sort(), when).toEqual(['first', 'second']);
    }
    await make(opened, 'after', { id: 'kept-2' });
    await opened.delete('after');
    // Made again they would replace what is here, and a replaced result is gone for a moment.
    for (const id of ['on-copied', 'copied']) if (opened.find([id]).has(id)) await opened.delete(id);
    await opened.clean();
    await opened.close();
    expect(remains(store.root), when).toEqual(nothingRemains);
    at.expectNoOtherVolumes(store.root);
  }

  async function dieEverywhere(scene: string): Promise<void> {
    const moments = play(scene, 0) ?? 0;
    await expectWhole(0);
    expect(moments).toBeGreaterThan(0);
    for (let moment = 1; moment <= moments; moment += 1) {
      if (!isPlayedAt(moment)) continue;
      play(scene, moment);
      await expectWhole(moment);
    }
    expect(play(scene, 0)).toBeGreaterThan(0);
  }

  // Comparing is the store's work alone, so one driver with branches and one with layers stand for all. On xfs the code is
  // that of ext4 with reflinks, so the scenes with copies stand for all.
  const isPlayed = (scene: string) =>
    scene.startsWith('compare') || scene === 'fill a slot'
      ? /^(btrfs|overlayfs on ext4)$/.test(name)
      : !name.endsWith('on xfs') || ['begin', 'commit', 'release a slot'].includes(scene);
  test.each(Object.keys(scenes).filter(isPlayed))('at every moment of: %s', dieEverywhere);

  test('at every moment of: prune', async () => {
    for (let moment = 1; ; moment += 1) {
      if (!isPlayedAt(moment)) continue;
      play('commit', 0);
      play('release a slot', 0);
      const whole = play('prune', moment);
      await expectWhole(moment);
      if (whole !== undefined) break;
    }
  });
});
