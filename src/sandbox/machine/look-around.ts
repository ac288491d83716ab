import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { ResourceLimits } from '../../contract/sandbox.ts';
import { textOrEmpty } from '../../host/text-file.ts';
import { readCeilings } from '../runc/ceilings.ts';
import type { Machine } from '../runc/config.ts';
import { DEFAULT_LIMITS } from '../runc/limits.ts';
import { type Cgroups, readCgroups } from './cgroups.ts';
import { quickMoves } from './group-moves.ts';

/** Properties of this machine that stay constant while this process runs. */
export interface Surroundings {
  readonly cgroups: Cgroups;
  machineFor(limits: ResourceLimits | undefined): Machine;
  /** Lets the kernel move the next container to its control groups at once. */
  readonly quickenMoves: () => void;
}

/** Reads the control groups. The rest is read with the first step, because a fully cached build needs only the groups. */
export function lookAround(architecture: string): Surroundings {
  const cgroups = readCgroups({
    mountinfo: textOrEmpty('/proc/self/mountinfo'),
    self: textOrEmpty('/proc/self/cgroup'),
    controllers: textOrEmpty('/sys/fs/cgroup/cgroup.controllers'),
  });
  let fixed: Omit<Machine, 'showCgroups'> | undefined;
  return {
    cgroups,
    machineFor: (limits) => {
      fixed ??= fixedPart(architecture, cgroups);
      return { ...fixed, showCgroups: showsCgroups(limits, cgroups) };
    },
    quickenMoves: quickMoves(cgroups.own),
  };
}

function fixedPart(architecture: string, { controllers }: Cgroups): Omit<Machine, 'showCgroups'> {
  return {
    architecture,
    pids: controllers.has('pids'),
    memoryBytes: controllers.has('memory') ? defaultMemory() : undefined,
    // The first line is the heading.
    swap: textOrEmpty('/proc/swaps').trim().split('\n').length > 1,
    // A kernel for x64 has this setting if it runs programs of 32 bits.
    narrow: architecture !== 'x64' || existsSync('/proc/sys/abi/vsyscall32'),
    cgroupNamespace: existsSync('/proc/self/ns/cgroup'),
    ceilings: readCeilings({
      limits: textOrEmpty('/proc/self/limits'),
      status: textOrEmpty('/proc/self/status'),
      openFiles: textOrEmpty('/proc/sys/fs/nr_open'),
    }),
  };
}

/** Programs read their limits from the control groups. Version 2 needs only a single mount. */
function showsCgroups(limits: ResourceLimits | undefined, { layout }: Cgroups): boolean {
  if (layout === 'v2' || layout === 'none') return layout === 'v2';
  return [limits?.memoryBytes, limits?.cpus].some((limit) => Number.isFinite(limit));
}

/** Returns a share of the memory of this machine, or of this process's control group, in bytes. */
function defaultMemory(): number {
  const most = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.floor(most * DEFAULT_LIMITS.memoryShare);
}
