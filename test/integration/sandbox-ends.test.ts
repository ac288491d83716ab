import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSandbox } from '../../src/sandbox/open.ts';
import {
  leftOvers,
  makeSandboxMachine,
  processesOf,
  type SandboxMachine,
} from '../places/sandbox-machine.ts';

let machine: SandboxMachine;
beforeAll(async () => {
  machine = await makeSandboxMachine();
});
afterAll(() => machine.remove());
// A dead owner's watchdog may still be looking.
afterEach(() => expect.poll(() => leftOvers(machine), { timeout: 60_000 }).toEqual([]));

/** Ignores every signal it can, and has children and grandchildren with sessions of their own that do too. */
const STUBBORN = `trap "" TERM INT HUP QUIT
for i in 1 2 3; do setsid sh -c 'trap "" TERM INT HUP; sleep 6543; sleep 6543' & (sh -c 'sleep 6543' &) ; done
echo ready; while :; do sleep 1; done`;

const SECRET = { kind: 'secret', value: Buffer.from('hush'), target: '/run/secrets/token' } as const;

/** Calls `act` once the step has said that it is ready. */
const onceReady = (act: () => void) => (chunk: Uint8Array) => {
  if (Buffer.from(chunk).includes('ready')) act();
};

describe('an endless step', () => {
  test('ends after a cancellation, with all its forks', async () => {
    const stop = new AbortController();
    let at = 0;
    const onOutput = onceReady(() => {
      at = Date.now();
      stop.abort();
    });
    const result = await machine.sh(STUBBORN, { signal: stop.signal, onOutput, mounts: [SECRET] });
    expect(result.kind).toBe('cancelled');
    expect(leftOvers(machine)).toEqual([]);
    expect(Date.now() - at).toBeLessThan(60_000);
    expect(processesOf('sleep\x006543')).toEqual([]);
  });

  test('ends after its time limit', async () => {
    const result = await machine.sh(STUBBORN, { limits: { seconds: 0.7 } });
    expect(result.kind).toBe('timed-out');
    expect(processesOf('sleep\x006543')).toEqual([]);
  });

  test('ends after a cancellation at any moment', async () => {
    for (const delay of [0, 1, 3, 6, 10, 15, 20, 30, 45]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), delay);
      expect(await machine.sh('sleep 6543', { signal: stop.signal })).toMatchObject({ kind: 'cancelled' });
      expect(leftOvers(machine)).toEqual([]);
    }
  });

  test('does not begin after an earlier cancellation', async () => {
    expect(await machine.sh('echo no', { signal: AbortSignal.abort() })).toEqual({
      kind: 'cancelled',
      output: '',
    });
  });
});

describe('limits', () => {
  test('of memory kill a step, and the result tells the reason', async () => {
    const result = await machine.sh('dd if=/dev/zero of=/dev/null bs=200M count=1', {
      limits: { memoryBytes: 50 * 1024 * 1024 },
    });
    expect(result).toMatchObject({ kind: 'killed', signal: 'SIGKILL', outOfMemory: true });
    const hidden = await machine.sh('dd if=/dev/zero of=/dev/null bs=200M count=1 || echo gone on', {
      limits: { memoryBytes: 50 * 1024 * 1024 },
    });
    expect(hidden.output).toContain('gone on');
    expect(hidden).toMatchObject({ kind: 'killed', signal: 'SIGKILL', outOfMemory: true });
    const enough = await machine.sh('true', { limits: { memoryBytes: 50 * 1024 * 1024 } });
    expect(enough).toMatchObject({ kind: 'exited', code: 0 });
  });

  test('of processes make fork fail', async () => {
    const result = await machine.sh('for i in $(seq 40); do sleep 1 & done; wait', {
      limits: { pids: 5 },
    });
    expect(result.output).toContain("can't fork");
  });

  test('of open files and CPUs are visible inside', async () => {
    const { output } = await machine.sh(
      'ulimit -n; ulimit -Hn; cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us 2>/dev/null || cut -d" " -f1 /sys/fs/cgroup/cpu.max',
      { limits: { openFiles: 777, cpus: 0.5 } },
    );
    expect(output.trim().split('\n')).toEqual(['777', '777', '50000']);
  });
});

describe('a missing runtime', () => {
  test('is named in the error, and no file stays', async () => {
    const sandbox = await openSandbox({ runtime: 'no-such-runtime', stateDir: machine.stateDir });
    const run = machine.sh('true', {}, sandbox);
    await expect(run).rejects.toMatchObject({
      code: 'tool-missing',
      program: 'no-such-runtime',
      hint: 'Install the package that has no-such-runtime.',
    });
  });
});

describe('a killed owner', () => {
  /** Another process that runs a stubborn step with the same state directory; settles once the step runs. */
  async function otherOwner() {
    const script = path.join(import.meta.dirname, '../programs/sandbox-owner.ts');
    const child = spawn(process.execPath, [script, machine.directory, STUBBORN], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.pid !== undefined) machine.owners.add(child.pid);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return child;
  }
  const containers = () => readdirSync(path.join(machine.stateDir, 'containers'));

  test('loses its step to repair, while a living owner keeps its step', async () => {
    const [dead, live] = [await otherOwner(), await otherOwner()];
    try {
      expect(containers()).toHaveLength(2);
      dead.kill('SIGKILL');
      await new Promise((resolve) => dead.once('close', resolve));
      await machine.sandbox.repair();
      const left = containers();
      expect(left).toHaveLength(1);
      expect(left[0]).toContain(`obuilder-${live.pid}-`);
    } finally {
      live.kill('SIGKILL');
      await new Promise((resolve) => live.once('close', resolve));
      machine.emptyScratch();
      await machine.sandbox.repair();
    }
  });

  test('loses its step even without repair', async () => {
    const owner = await otherOwner();
    owner.kill('SIGKILL');
    const deadline = Date.now() + 120_000;
    const left = () =>
      leftOvers(machine).filter((line) => !line.startsWith(path.join(machine.directory, 'scratch')));
    while (left().length > 0 && Date.now() < deadline) await sleep(20);
    expect(left()).toEqual([]);
    expect(processesOf('sleep\x006543')).toEqual([]);
    machine.emptyScratch();
  });
});
