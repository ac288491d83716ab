import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killNow } from '../../host/process/info.ts';
import { removeContainer } from '../runc/kill.ts';
import { containerDirectory, type Runtime } from '../runc/runtime.ts';
import { isDead } from './names.ts';

/** How often, and how long apart, something that is just ending is tried again. */
const TRIES = 40;
const PAUSE_MILLISECONDS = 50;

/**
 * Kills and removes what owners that died left: containers, then control groups whose container is lost, then files in memory. What
 * belongs to a process that lives is not touched, whichever process it is.
 */
export async function repair(runtime: Runtime, cgroupBases: readonly string[]): Promise<void> {
  for (const step of deadIn(runtime.containers)) await removeDeadContainer(runtime, step);
  for (const base of cgroupBases) {
    for (const name of deadIn(base)) await removeGroup(path.join(base, name));
  }
  if (runtime.memory === undefined) return;
  for (const name of deadIn(runtime.memory)) {
    const directory = path.join(runtime.memory, name);
    // Others may write in such a place: what another user made, even under our name, is not ours to walk through.
    const stats = lstatSync(directory, { throwIfNoEntry: false });
    if (stats?.uid === process.getuid?.()) rmSync(directory, { recursive: true, force: true });
  }
}

function deadIn(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).filter(isDead) : [];
}

/** The runtime of a dead owner may still be making or removing the container, so its own delete may come too early. */
async function removeDeadContainer(runtime: Runtime, step: string): Promise<void> {
  const directory = containerDirectory(runtime, step);
  for (let attempt = 0; attempt < TRIES && existsSync(directory); attempt += 1) {
    const failure = await removeContainer(runtime, step).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!existsSync(directory)) return;
    // A directory without a state is what is left of a runtime that was killed at its very start or end.
    if (failure === undefined && !existsSync(path.join(directory, 'state.json')) && attempt > TRIES / 2) {
      rmSync(directory, { recursive: true, force: true });
    }
    await sleep(PAUSE_MILLISECONDS);
  }
}

/** A control group can be removed once its last process is gone. */
async function removeGroup(directory: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES && existsSync(directory); attempt += 1) {
    for (const pid of processesIn(directory)) killNow(pid);
    try {
      rmdirSync(directory);
    } catch {
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}

function processesIn(directory: string): readonly number[] {
  try {
    const text = readFileSync(path.join(directory, 'cgroup.procs'), 'utf8');
    // The kernel shows a process of a PID namespace beyond ours as 0, which would be our own group to kill(2).
    return text
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 1);
  } catch {
    return [];
  }
}
