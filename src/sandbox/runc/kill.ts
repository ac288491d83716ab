import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, killNow, parentOf } from '../../host/process/info.ts';
import { runProgram } from '../../host/process/run.ts';
import { containerDirectory, type Runtime } from './runtime.ts';

/** The pause between checks of a container that the runtime is still making. */
const POLL_MS = 10;

/** The runtime's time to finish making or removing the container, before the worker kills the runtime too. */
const PATIENCE_MS = 500;

/** A step from outside: the runtime's process, and the runtime's file with the pid of the container's first process. */
export interface RunningStep {
  readonly name: string;
  readonly runtimePid: number;
  readonly pidFile: string;
  /** True once the runtime has ended. */
  hasEnded(): boolean;
}

/**
 * Kills all processes of a step, also processes that ignore signals, because the kernel ends a PID namespace with its first
 * process. While the runtime is making the container, waits for the first process, or kills the runtime too.
 */
export async function killStep(runtime: Runtime, step: RunningStep): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!step.hasEnded() && Date.now() < deadline) {
    const first = firstProcess(step);
    if (first !== undefined) killNow(first);
    await sleep(POLL_MS);
  }
  if (step.hasEnded()) return;
  for (const child of childrenOf(step.runtimePid)) killNow(child);
  killNow(step.runtimePid);
  await removeContainer(runtime, step.name);
}

/** Returns the pid of the container's first process, if the process is certainly the container's. */
function firstProcess(step: RunningStep): number | undefined {
  if (!existsSync(step.pidFile)) return undefined;
  const pid = Number(readFileSync(step.pidFile, 'utf8'));
  return pid > 1 && parentOf(pid) === step.runtimePid ? pid : undefined;
}

/** Kills and removes a container in any state. A missing container is no error. */
export async function removeContainer(runtime: Runtime, name: string): Promise<void> {
  if (!existsSync(containerDirectory(runtime, name))) return;
  await runProgram(runtime.program, ['--root', runtime.containers, 'delete', '--force', name]).catch(
    (error) => {
      // Another runtime process may have removed the container at the same moment.
      if (existsSync(containerDirectory(runtime, name))) throw error;
    },
  );
}
