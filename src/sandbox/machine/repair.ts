import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killNow } from '../../host/process/info.ts';
import { removeContainer } from '../runc/kill.ts';
import { containerDirectory, type Runtime } from '../runc/runtime.ts';
import { isDead } from './names.ts';

/** Tries and pauses for a container or group that is about to end: two seconds in total. */
const TRIES = 40;
const PAUSE_MS = 50;

/**
 * Kills and removes the leftovers of dead owners: containers, then control groups without a container, then files in memory.
 * Never touches anything of a living process.
 */
export async function repair(runtime: Runtime, cgroupBases: readonly string[]): Promise<void> {
  for (const step of deadIn(runtime.containers)) await removeDeadContainer(runtime, step);
  for (const base of cgroupBases) {
    for (const name of deadIn(base)) await removeGroup(path.join(base, name));
  }
  if (runtime.memory === undefined) return;
  for (const name of deadIn(runtime.memory)) {
    const directory = path.join(runtime.memory, name);
    // Other users may write in such a directory. A foreign directory, even with a step's name, is not safe to walk through.
    const stats = lstatSync(directory, { throwIfNoEntry: false });
    if (stats?.uid === process.getuid?.()) rmSync(directory, { recursive: true, force: true });
  }
}

function deadIn(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).filter(isDead) : [];
}

/** Retries, because the runtime of a dead owner may still be making or removing the container. */
async function removeDeadContainer(runtime: Runtime, step: string): Promise<void> {
  const directory = containerDirectory(runtime, step);
  for (let attempt = 0; attempt < TRIES && existsSync(directory); attempt += 1) {
    const failure = await removeContainer(runtime, step).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!existsSync(directory)) return;
    // A runtime killed at its very start or end leaves a directory without a state.
    if (failure === undefined && !existsSync(path.join(directory, 'state.json')) && attempt > TRIES / 2) {
      rmSync(directory, { recursive: true, force: true });
    }
    await sleep(PAUSE_MS);
  }
}

/** Kills the processes of a control group and removes the empty group. */
async function removeGroup(directory: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES && existsSync(directory); attempt += 1) {
    for (const pid of processesIn(directory)) killNow(pid);
    try {
      rmdirSync(directory);
    } catch {
      await sleep(PAUSE_MS);
    }
  }
}

function processesIn(directory: string): readonly number[] {
  try {
    const text = readFileSync(path.join(directory, 'cgroup.procs'), 'utf8');
    // The kernel shows a process outside of our PID namespace as 0, but kill(2) takes 0 for our own process group.
    return text
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 1);
  } catch {
    return [];
  }
}
