import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ResourceLimits, Sandbox, UserNamespaceMode } from '../contract/sandbox.ts';
import { checkLimits } from './machine/cgroups.ts';
import { lookAround } from './machine/look-around.ts';
import { repair } from './machine/repair.ts';
import { memoryDirectory } from './machine/tmpfs.ts';
import { watchForOrphans } from './machine/watchdog.ts';
import { type AppArmorWall, raiseAppArmor } from './runc/app-armor.ts';
import { dropInherited } from './runc/inherited.ts';
import { checkCeilings } from './runc/resource-limits.ts';
import type { Runtime } from './runc/runtime.ts';
import type { RunContext } from './step.ts';
import type { SecondWall } from './wall/second-wall.ts';

export interface SandboxOptions {
  /** The name or path of the container runtime: runc, or a program with the same command line. */
  readonly runtime?: string | undefined;
  /** A directory for the state of running containers, best on tmpfs. Processes that share the directory repair each other's state. */
  readonly stateDir: string;
  /** Whether root in a step is an unprivileged user on this machine: `auto` (if possible), `always` or `never`. */
  readonly userNamespace?: UserNamespaceMode | undefined;
  /** The command line program, which has the verb `relay`; by default the program of this process. */
  readonly program?: string | undefined;
  /** Whether a network list may name the machine's own addresses and its metadata services. True by default. */
  readonly mayReachMachine?: boolean | undefined;
  /** Certificates in PEM that steps with a network trust besides those of their image. */
  readonly authorities?: readonly string[] | undefined;
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
  const look = once(() => lookAround(process.arch));
  const prepared = once(() => prepare(options));
  const wall = wallFor(runtime, options);
  const count = countSteps(runtime);
  const rooms = roomsFor(options);
  const { authorities } = options;
  const inContainer = async <T>(
    request: WalledPlace & { readonly limits?: ResourceLimits | undefined },
    work: (context: RunContext) => Promise<T>,
  ) => {
    const { profile: appArmor } = await prepared();
    const { cgroups, machineFor, quickenMoves } = look();
    checkLimits(request.limits, cgroups);
    const machine = { ...machineFor(request.limits), appArmor };
    checkCeilings(machine.ceilings);
    mkdirSync(runtime.containers, { recursive: true, mode: 0o700 });
    count(1);
    try {
      return await work({
        runtime,
        machine,
        quickenMoves,
        rooms,
        authorities,
        userNamespace: await wall(request, machine),
      });
    } finally {
      count(-1);
    }
  };
  return {
    // Loaded with the first step, because a fully cached build needs neither module.
    run: (request) =>
      inContainer(request, async (context) => (await import('./run.ts')).runStep(request, context)),
    enter: (request) =>
      inContainer(request, async (context) => (await import('./enter.ts')).enterStep(request, context)),
    repair: () => repair(runtime, look().cgroups.bases),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type WalledPlace = Parameters<SecondWall>[0];

/** The second wall loads with the first step. */
function wallFor(runtime: Runtime, options: SandboxOptions): SecondWall {
  const { userNamespace: mode = 'auto', onNotice = () => undefined, stateDir } = options;
  const notes = path.join(stateDir, 'user-namespace');
  const wall = once(async () =>
    (await import('./wall/second-wall.ts')).secondWall({ mode, runtime, notes, onNotice }),
  );
  return async (place, machine) => (await wall())(place, machine);
}

/** The networks of steps with lists load with the first such step. */
function roomsFor({ program = process.argv[1] ?? '', mayReachMachine = true }: SandboxOptions) {
  return once(async () => (await import('../network/rooms.ts')).openRooms({ program, mayReachMachine }));
}

/** Returns a function that tells a watchdog about started and ended steps. The first step starts the watchdog. */
function countSteps(runtime: Runtime): (change: number) => void {
  const watchdog = once(() => watchForOrphans(runtime));
  let running = 0;
  return (change) => {
    running += change;
    watchdog().busy(running);
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
