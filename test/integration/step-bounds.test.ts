import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildEvent } from '../../src/contract/events.ts';
import type { StepBounds } from '../../src/contract/request.ts';
import { callerOf } from '../../src/host/caller.ts';
import { openPool } from '../../src/volume/btrfs/pool.ts';
import { NO_RULES } from '../../src/worker/owner/rules.ts';
import { serveBuild } from '../../src/worker/serve.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { makeLoopFileSystem, type Pool } from '../places/loop-file-system.ts';
import { processesOf } from '../places/sandbox-machine.ts';

const MIB = 1024 ** 2;

let directory: string;
let disk: Pool;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'bounds-'));
  mkdirSync(path.join(directory, 'context'));
  makeBusyboxRoot(path.join(directory, 'base'));
  disk = makeLoopFileSystem('xfs', { bytes: 2048 * MIB });
});
afterAll(() => {
  disk?.remove();
  rmSync(directory, { recursive: true, force: true });
});

interface Told {
  readonly error: Extract<BuildEvent, { type: 'failed' }>['error'] | undefined;
  readonly log: string;
}

/** Builds one command on a store, and gives how that ended. */
async function run(
  command: string,
  bounds?: StepBounds,
  on: { store?: string; owners?: StepBounds } = {},
): Promise<Told> {
  const { store = `copy:${disk.path}/store`, owners } = on;
  const caller = callerOf({ env: {}, uid: 0 });
  const events: BuildEvent[] = [];
  const text = `((from "rootfs:${directory}/base") (shell /bin/sh -c) (run (shell ${JSON.stringify(command)})))`;
  await serveBuild(
    {
      version: 1,
      storeRequest: { store },
      spec: { text, file: 'test.spec' },
      context: path.join(directory, 'context'),
      secrets: {},
      noCache: true,
      pull: 'auto',
      bounds,
      cacheScope: 'test',
    },
    {
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
      boundary: { caller, rules: { ...NO_RULES, bounds: owners } },
    },
  );
  const failed = events.find((event) => event.type === 'failed');
  const log = events.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('');
  return { error: failed?.error, log };
}

describe('a greedy step', () => {
  test('is killed by its bound of memory', async () => {
    const { error } = await run('dd if=/dev/zero of=/dev/null bs=300M count=3', { memoryBytes: 100 * MIB });
    expect(error).toMatchObject({ code: 'command-failed', value: '100 MB' });
    expect(error?.message).toContain('exceeded its memory bound of 100 MB');
    expect(error?.hint).toContain('set the input memory (in a shell: --memory)');
  });

  test('is killed by its bound of memory for files in /dev/shm', async () => {
    const { error } = await run('dd if=/dev/zero of=/dev/shm/big bs=1M count=500', {
      memoryBytes: 100 * MIB,
    });
    expect(error?.message).toContain('exceeded its memory bound of 100 MB');
  });

  test('fails with the bound of processes in its error', async () => {
    const bomb = 'bomb() { bomb | bomb & }; bomb; for i in $(seq 500); do sleep 20 & done; wait; exit 3';
    const { error } = await run(bomb, { pids: 60, seconds: 20 });
    expect(error?.message).toMatch(/reached its bound of 60 processes/);
    expect(error?.hint).toMatch(/set the input (pids|step-timeout)/);
  });

  test('is killed after its time limit with all its processes', async () => {
    const { error } = await run('(setsid sleep 7654 &); trap "" TERM; sleep 7654', { seconds: 1 });
    expect(error).toMatchObject({ code: 'command-failed', value: '1 s' });
    expect(error?.message).toContain('ran longer than its bound of 1 s');
    expect(error?.hint).toContain('set the input step-timeout (in a shell: --step-timeout)');
    expect(processesOf('sleep\x007654')).toEqual([]);
  });

  test('is killed by its bound of the log, and the log’s end is reported', async () => {
    const { error, log } = await run('yes flood', { logBytes: 3 * MIB });
    expect(error).toMatchObject({ code: 'command-failed', value: '3 MB' });
    expect(error?.message).toContain('wrote more than 3 MB to its log');
    expect(error?.hint).toContain('set the input log-size (in a shell: --log-size)');
    expect(log.length).toBeGreaterThan(3 * MIB);
    expect(log.length).toBeLessThan(4 * MIB);
  });

  test('is killed by the owner’s time limit, and the error names the owner’s file', async () => {
    const { error } = await run('sleep 30', { seconds: 20 }, { owners: { seconds: 1 } });
    expect(error?.message).toContain('ran longer than its bound of 1 s');
    expect(error?.hint).toContain('The owner of this machine sets this bound: step-timeout');
  });

  test('succeeds without bounds', async () => {
    const none = {
      memoryBytes: 'none',
      cpus: 'none',
      pids: 'none',
      seconds: 'none',
      logBytes: 'none',
    } as const;
    expect((await run('echo fine', none)).error).toBeUndefined();
  });
});

describe('an endlessly writing step', () => {
  const BOMB =
    'i=0; while dd if=/dev/zero of=/big$i bs=1M count=64 2>/dev/null; do i=$((i+1)); done; sleep 30';

  test('is stopped before its store’s disk is full', async () => {
    const full = watchFree(disk.path);
    const { error } = await run(BOMB);
    expect(error?.code).toBe('step-too-large');
    expect(error?.message).toContain('was stopped before it filled the disk');
    expect(error?.hint).toContain('docs/stores.md');
    expect(full.least()).toBeGreaterThan(4 * MIB);
    expect((await run('echo fine')).error).toBeUndefined();
  });

  test('is stopped before the disk below a pool’s image is full', async () => {
    const below = makeLoopFileSystem('ext4', { bytes: 2048 * MIB });
    try {
      const pool = await openPool({ directory: path.join(below.path, 'pool'), bytes: 50 * 1024 * MIB });
      const full = watchFree(below.path);
      const { error } = await run(BOMB, undefined, { store: `btrfs:${pool}/store` });
      expect(error?.message).toContain('was stopped before it filled the disk');
      expect(full.least()).toBeGreaterThan(4 * MIB);
      expect((await run('echo fine', undefined, { store: `btrfs:${pool}/store` })).error).toBeUndefined();
    } finally {
      below.remove();
    }
  });
});

/** Notes how little space is ever free, until it is asked. */
function watchFree(place: string): { least(): number } {
  let least = Number.POSITIVE_INFINITY;
  const stop = new AbortController();
  void (async () => {
    while (!stop.signal.aborted && existsSync(place)) {
      const { bfree, bsize } = statfsSync(place);
      least = Math.min(least, bfree * bsize);
      await sleep(5);
    }
  })();
  return {
    least: () => {
      stop.abort();
      return least;
    },
  };
}
