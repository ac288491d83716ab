import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, killNow, parentOf } from '../../host/process/info.ts';
import { runProgram } from '../../host/process/run.ts';
import { containerDirectory, type Runtime } from './runtime.ts';

/** How often a container that is still being made is looked at. */
const POLL_MILLISECONDS = 10;

/** How long the runtime may take to make the container or to clear up after it before it is killed too. */
const PATIENCE_MILLISECONDS = 500;

/** A step as seen from outside: the runtime's process, and the file where it puts the pid of the container's first process. */
export interface RunningStep {
  readonly name: string;
  readonly runtimePid: number;
  readonly pidFile: string;
  /** True once the runtime has ended. */
  hasEnded(): boolean;
}

/**
 * Kills all of a step's processes, whatever signals they ignore: the kernel ends a PID namespace with its first process.
 * A container that is only being made is killed as soon as it has one, or together with the runtime.
 */
export async function killStep(runtime: Runtime, step: RunningStep): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!step.hasEnded() && Date.now() < deadline) {
    const first = firstProcess(step);
    if (first !== undefined) killNow(first);
    await sleep(POLL_MILLISECONDS);
  }
  if (step.hasEnded()) return;
  for (const child of childrenOf(step.runtimePid)) killNow(child);
  killNow(step.runtimePid);
  await removeContainer(runtime, step.name);
}

/** The container's first process, if it is certainly this one. */
function firstProcess(step: RunningStep): number | undefined {
  if (!existsSync(step.pidFile)) return undefined;
  const pid = Number(readFileSync(step.pidFile, 'utf8'));
  return pid > 1 && parentOf(pid) === step.runtimePid ? pid : undefined;
}

/** Kills and removes a container that may be in any state, or none. */
export async function removeContainer(runtime: Runtime, name: string): Promise<void> {
  if (!existsSync(containerDirectory(runtime, name))) return;
  await runProgram(runtime.program, ['--root', runtime.containers, 'delete', '--force', name]).catch(
    (error) => {
      // Its runtime may have removed it at the same moment.
      if (existsSync(containerDirectory(runtime, name))) throw error;
    },
  );
}
