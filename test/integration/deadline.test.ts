import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processStart } from '../../src/host/process/info.ts';

const program = path.resolve(import.meta.dirname, '../programs/stuck.ts');
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'stuck-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Ends with the process; the bound only ends a test that hangs. */
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 1200 && processStart(pid) !== undefined; tries += 1) await wait(50);
  return processStart(pid) === undefined;
}

test.each([
  ['computation', 'the end of stdin'],
  ['computation', 'a signal to the group'],
  ['system call', 'the end of stdin'],
  ['system call', 'a signal to the process'],
] as const)('a process that hangs in a %s is gone after %s', async (way, by) => {
  const channel = by === 'the end of stdin' ? 'stdin' : 'signals';
  const child = spawn(process.execPath, [program, way, channel, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const [line] = await once(child.stdout, 'data');
    const [pid = 0, grandchild = 0] = String(line).split(' ').map(Number);
    await wait(300);
    if (channel === 'stdin') child.stdin.end();
    else process.kill(by === 'a signal to the group' ? -pid : pid, 'SIGINT');
    expect(await isGone(pid)).toBe(true);
    expect(await isGone(grandchild)).toBe(true);
  } finally {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  }
});
