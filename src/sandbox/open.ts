import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Limits, Sandbox, UserNamespaceMode } from '../contract/sandbox.ts';
import type { Watchdog } from '../host/process/watchdog.ts';
import { checkLimits } from './machine/cgroups.ts';
import { lookAround, type Surroundings } from './machine/look-around.ts';
import { repair } from './machine/repair.ts';
import { memoryDirectory } from './machine/tmpfs.ts';
import { watchForOrphans } from './machine/watchdog.ts';
import { type AppArmorWall, raiseAppArmor } from './runc/app-armor.ts';
import type { Machine } from './runc/config.ts';
import { dropInherited } from './runc/inherited.ts';
import { checkCeilings } from './runc/resource-limits.ts';
import type { Runtime } from './runc/runtime.ts';
import type { SecondWall } from './wall/second-wall.ts';

export interface SandboxOptions {
  /** The name or path of the container runtime: runc, or a program with the same command line. */
  readonly runtime?: string | undefined;
  /** A directory for the state of running containers, best on tmpfs. Processes that share the directory repair each other's state. */
  readonly stateDir: string;
  /** Whether root in a step is an unprivileged user on this machine: `auto` (if possible), `always` or `never`. */
  readonly userNamespace?: UserNamespaceMode | undefined;
  /** Receives notices about the isolation of steps. */
  readonly onNotice?: ((text: string) => void) | undefined;
}

/**
 * Opens the sandbox of this machine for root. Starts and examines nothing, because a fully cached build never runs a step. Call
 * `repair` before the first step.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const runtime: Runtime = {
    program: runtimeProgram(options.runtime ?? 'runc'),
    containers: path.join(options.stateDir, 'containers'),
    memory: memoryDirectory(options.stateDir),
  };
  let surroundings: Surroundings | undefined;
  let watchdog: Watchdog | undefined;
  let running = 0;
  let prepared: Promise<AppArmorWall> | undefined;
  const look = () => {
    surroundings ??= lookAround(process.arch);
    return surroundings;
  };
  const count = (change: number) => {
    running += change;
    watchdog ??= watchForOrphans(runtime);
    watchdog.busy(running);
  };
  const { userNamespace: mode = 'auto', onNotice = () => undefined } = options;
  let wall: Promise<SecondWall> | undefined;
  const behind: SecondWall = async (place, machine) => {
    const notes = path.join(options.stateDir, 'user-namespace');
    wall ??= import('./wall/second-wall.ts').then(({ secondWall }) =>
      secondWall({ mode, runtime, notes, onNotice }),
    );
    return (await wall)(place, machine);
  };
  const watched = async <T>(limits: Limits | undefined, work: (machine: Machine) => Promise<T>) => {
    prepared ??= prepare(options);
    const { profile: appArmor } = await prepared;
    const { cgroups, machineFor } = look();
    checkLimits(limits, cgroups);
    checkCeilings(machineFor(limits).ceilings);
    mkdirSync(runtime.containers, { recursive: true, mode: 0o700 });
    count(1);
    try {
      return await work({ ...machineFor(limits), appArmor });
    } finally {
      count(-1);
    }
  };
  return {
    // Loaded with the first step, because a fully cached build needs neither module.
    run: (request) =>
      watched(request.limits, async (machine) => {
        const { runStep } = await import('./run.ts');
        return await runStep(request, {
          runtime,
          machine,
          userNamespace: await behind(request, machine),
        });
      }),
    enter: (request) =>
      watched(request.limits, async (machine) => {
        const { enterStep } = await import('./enter.ts');
        return await enterStep(request, {
          runtime,
          machine,
          userNamespace: await behind(request, machine),
        });
      }),
    repair: () => repair(runtime, look().cgroups.bases),
  };
}

/** Prepares this process once, before the first step. */
async function prepare({ onNotice }: SandboxOptions): Promise<AppArmorWall> {
  await dropInherited();
  const wall = await raiseAppArmor();
  onNotice?.(`Walls around steps: a filter of system calls; ${wall.says}.`);
  return wall;
}

/** Makes a path absolute, because the runtime has another working directory. */
const runtimeProgram = (name: string) => (name.includes('/') ? path.resolve(name) : name);
