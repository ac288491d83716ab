import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, machineState, processesWith } from '../../scripts/lib/machine-state.ts';
import { Runner } from '../places/runner.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { runCli } from '../programs/cli.ts';

/** A sleeping time that no other process has in its command line. */
const MARKER = '86413';

let workshop: Workshop;
let user: TestUser;
let runner: Runner;

beforeAll(() => {
  workshop = new Workshop();
  expect(runCli(['init', `btrfs:${workshop.pool.path}`]).status).toBe(0);
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  runner = new Runner(user);
  runner.copyIn(workshop.base, 'base');
});

afterAll(() => {
  runner?.remove();
  workshop?.remove();
  user?.remove();
});

const text = (commands: string) =>
  `((from "rootfs:base") (shell /bin/sh -c) (run (shell "echo kept > /kept")) (run (shell "${commands}")))`;

const stubborn = `trap '' INT TERM HUP; (trap '' INT TERM HUP; sleep ${MARKER}) & setsid sleep ${MARKER} & echo ready; while :; do sleep ${MARKER}; done`;

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a stubborn step with children within 2 s',
  async (signal) => {
    workshop.report('(BASE (run (shell "echo kept > /kept")))');
    const before = machineState();
    const inputs = { spec: text(stubborn), store: `btrfs:${workshop.pool.path}` };
    const { child, exit } = runner.start('main', { inputs });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: string) => /^ready$/m.test(chunk) && resolve());
      exit.then(({ log }) => reject(new Error(`ended too early:\n${log}`)), reject);
    });
    expect(processesWith(`sleep ${MARKER}`).length).toBeGreaterThanOrEqual(3);
    const start = performance.now();
    child.kill(signal);
    const { status, log, state } = await exit;
    const seconds = (performance.now() - start) / 1000;
    expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
    expect(seconds).toBeLessThan(2);
    expect(status, log).toBe(130);
    expect(log).toMatch(/cancel/i);
    expect((await runner.run('post', { inputs, state })).status).toBe(0);
    expect(added(before, machineState())).toEqual([]);
    expect(workshop.inStore('tmp')).toEqual([]);
    const next = await runner.run('main', { inputs: { ...inputs, spec: text('echo next') } });
    expect(next.status, next.log).toBe(0);
  },
);

test('a killed action ends its build', async () => {
  const inputs = { spec: text(`echo ready; sleep ${MARKER}`), store: `btrfs:${workshop.pool.path}` };
  const { child, exit } = runner.start('main', { inputs });
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: string) => /^ready$/m.test(chunk) && resolve());
  });
  child.kill('SIGKILL');
  await exit;
  for (let tries = 0; tries < 40 && processesWith(`sleep ${MARKER}`).length > 0; tries += 1) await delay(50);
  expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
});
