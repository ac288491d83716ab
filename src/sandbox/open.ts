import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Watchdog } from '../host/watchdog.ts';
import { checkLimits } from './cgroups.ts';
import type { Limits, Sandbox } from './contract.ts';
import { lookAround, type Surroundings } from './machine.ts';
import { memoryDirectory } from './memory.ts';
import { watchForOrphans } from './orphans.ts';
import type { Runtime } from './places.ts';
import { repair } from './repair.ts';
import { runStep } from './run.ts';
import type { Machine } from './runtime-config.ts';

export interface SandboxOptions {
  /** The container runtime, a name or a path: runc, or one with the same command line. */
  readonly runtime?: string | undefined;
  /** A directory for what lives only as long as containers do, best on tmpfs. Processes that share it repair it for each other. */
  readonly stateDir: string;
}

/**
 * The sandbox of this machine. It needs root. Opening it starts nothing and looks at nothing, since a build that is wholly
 * cached never runs a step; call `repair` before the first one.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const runtime: Runtime = {
    program: options.runtime ?? 'runc',
    containers: path.join(options.stateDir, 'containers'),
    memory: memoryDirectory(options.stateDir),
  };
  let surroundings: Surroundings | undefined;
  let watchdog: Watchdog | undefined;
  let running = 0;
  const look = () => {
    surroundings ??= lookAround(process.arch);
    return surroundings;
  };
  const count = (change: number) => {
    running += change;
    watchdog ??= watchForOrphans(runtime);
    watchdog.busy(running);
  };
  const watched = async <T>(limits: Limits | undefined, work: (machine: Machine) => Promise<T>) => {
    const { cgroups, machineFor } = look();
    checkLimits(limits, cgroups);
    mkdirSync(runtime.containers, { recursive: true, mode: 0o700 });
    count(1);
    try {
      return await work(machineFor(limits));
    } finally {
      count(-1);
    }
  };
  return {
    run: (request) => watched(request.limits, (machine) => runStep(request, { runtime, machine })),
    enter: (request) =>
      watched(undefined, async (machine) => {
        // Loaded for those who need it: most processes only build.
        const { enterStep } = await import('./enter.ts');
        return await enterStep(request, { runtime, machine });
      }),
    repair: () => repair(runtime, look().cgroups.bases),
  };
}
