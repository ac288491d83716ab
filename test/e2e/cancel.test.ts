import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesWith } from '../../scripts/lib/machine-state.ts';
import { childrenOf, parentOf, processStart } from '../../src/host/process/info.ts';
import { OwnMachine } from '../places/own-machine.ts';
import { Runner } from '../places/runner.ts';
import { mountsInside, stepRemains } from '../places/step-remains.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, runCli } from '../programs/cli.ts';

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

const workers = () =>
  processesWith(`${process.execPath} ${cliPath} worker`).map((line) => Number(line.split(' ')[0]));

/** Returns the pid of the only worker. `sudo` has the same words, and is the parent. */
const workerPid = () => Number(workers().find((one) => workers().includes(parentOf(one) ?? 0)));

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a stubborn step with children before the action kills the worker',
  async (signal) => {
    workshop.report('(BASE (run (shell "echo kept > /kept")))');
    const inputs = { spec: text(stubborn), store: `btrfs:${workshop.pool.path}` };
    const { child, exit } = runner.start('main', { inputs });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: string) => /^ready$/m.test(chunk) && resolve());
      exit.then(({ log }) => reject(new Error(`ended too early:\n${log}`)), reject);
    });
    // The step's own command starts after its line.
    await expect.poll(() => processesWith(`sleep ${MARKER}`).length).toBeGreaterThanOrEqual(3);
    const pid = workerPid();
    expect(stepRemains(pid)).not.toEqual([]);
    const start = performance.now();
    child.kill(signal);
    const { status, log, state } = await exit;
    const seconds = (performance.now() - start) / 1000;
    expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
    // After 5 s the action kills the worker, and that would end the step too.
    expect(seconds).toBeLessThan(5);
    expect(status, log).toBe(130);
    expect(log).toMatch(/cancel/i);
    expect((await runner.run('post', { inputs, state })).status).toBe(0);
    expect([...stepRemains(pid), ...processesWith(`obuilder-${pid}-`)]).toEqual([]);
    expect(mountsInside(workshop.pool.path)).toEqual([]);
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
  for (let tries = 0; tries < 1200 && processesWith(`sleep ${MARKER}`).length > 0; tries += 1)
    await delay(50);
  expect(processesWith(`sleep ${MARKER}`)).toEqual([]);
});

describe('a machine that hides the processes of other users', () => {
  let machine: OwnMachine;
  let hidden: Runner;

  beforeAll(async () => {
    machine = await OwnMachine.make([]);
    machine.must('mount', '-t', 'proc', '-o', 'hidepid=2', 'proc', '/proc');
    expect(machine.run(['test', '-e', '/proc/1'], { as: user }).status).toBe(1);
    hidden = new Runner(user, machine.enter(user));
    hidden.copyIn(workshop.base, 'base');
  });
  afterAll(() => {
    hidden?.remove();
    machine?.remove();
  });

  test('post ends a hanging worker, and nothing else with its pid', async () => {
    const inputs = { spec: text(`echo ready; sleep ${MARKER}`), store: `btrfs:${workshop.pool.path}` };
    const { child, exit } = hidden.start('main', { inputs });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: string) => /^ready$/m.test(chunk) && resolve());
      exit.then(({ log }) => reject(new Error(`ended too early:\n${log}`)), reject);
    });
    const pid = workerPid();
    // Neither the worker nor its watchdogs notice the end of the others.
    const stopped = [...childrenOf(pid), pid];
    for (const one of stopped) process.kill(one, 'SIGSTOP');
    process.kill(parentOf(pid) ?? 0, 'SIGKILL');
    child.kill('SIGKILL');
    try {
      const { state } = await exit;
      expect(state).toMatchObject({ 'worker-pid': String(pid), 'worker-start': String(processStart(pid)) });

      const other = { ...state, 'worker-start': String(Number(state['worker-start']) - 1) };
      const spared = await hidden.run('post', { inputs, state: other });
      expect(spared).toMatchObject({ status: 0, log: expect.stringContaining('is still running') as string });
      expect(processStart(pid)).toBe(Number(state['worker-start']));

      const ended = await hidden.run('post', { inputs, state });
      expect(ended).toMatchObject({ status: 0, log: expect.stringContaining('had to be killed') as string });
      expect(processStart(pid)).toBeUndefined();
    } finally {
      for (const one of stopped.filter((one) => processStart(one) !== undefined))
        process.kill(one, 'SIGCONT');
    }
    await expect
      .poll(() => [...workers(), ...processesWith(`sleep ${MARKER}`)], { timeout: 5000 })
      .toEqual([]);
  });
});
