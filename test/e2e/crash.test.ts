import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesWith } from '../../scripts/lib/machine-state.ts';
import { mountsInside, stepRemains } from '../places/step-remains.ts';
import { outcomes, Workshop } from '../places/workshop.ts';

const ROUNDS = 20;
/** The sleeping time of this test's steps: a word that no other process has in its command line. */
const MARKER = '86412';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
});

afterAll(() => workshop?.remove());

function subvolumes(): number {
  const list = execFileSync('btrfs', ['subvolume', 'list', workshop.pool.path], { encoding: 'utf8' });
  return list.split('\n').filter((line) => /v1\/(result|tmp|slot)\//.test(line)).length;
}

/** A step that keeps running, with children, a slot and a secret-free mount; behind it nothing else. */
const endless = (round: number) =>
  `(BASE (run (shell "echo round ${round} > /kept")) (run (cache (c (target /cache))) (shell "sleep ${MARKER} & date > /cache/d; sleep ${MARKER}")))`;

test(`the next build cleans up after ${ROUNDS} random kill -9`, async () => {
  workshop.report('(BASE (run (shell "true")))');
  const pids: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { child, exit } = workshop.start(endless(round));
    pids.push(Number(child.pid));
    await delay(100 + Math.random() * 700);
    child.kill('SIGKILL');
    await exit;
  }
  const report = workshop.report('(BASE (run (cache (c (target /cache))) (shell "echo survived > /done")))');
  expect(outcomes(report)).toEqual(['cached', 'built']);
  expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
  // A runtime that was killed while it made its container is gone some moments later.
  const left = () => [...pids.flatMap(stepRemains), ...mountsInside(workshop.pool.path)];
  await expect.poll(left, { timeout: 60_000 }).toEqual([]);
  expect(workshop.inStore('tmp')).toEqual([]);
  const results = workshop.inStore('result').length;
  expect(subvolumes()).toBe(results + workshop.inStore('slot').length);
});

test('the next build continues a killed build', async () => {
  const spec = (last: string) =>
    `(BASE (run (shell "echo slow; date +%s%N > /when")) (run (shell "${last}")))`;
  const { child, exit } = workshop.start(spec(`echo begun; sleep ${MARKER}`));
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (text: string) => /^begun$/m.test(text) && resolve());
  });
  child.kill('SIGKILL');
  await exit;
  expect(outcomes(workshop.report(spec('true')))).toEqual(['cached', 'cached', 'built']);
  expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
});
