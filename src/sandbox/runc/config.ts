import type { Limits, SandboxRequest } from '../../contract/sandbox.ts';
import { idMappings } from '../wall/ids.ts';
import { capabilitySets } from './capabilities.ts';
import type { Ceilings } from './ceilings.ts';
import { type ResourceSupport, resources } from './limits.ts';
import { MASKED_PATHS, type OciMount, READ_ONLY_PATHS, usualMounts } from './mounts.ts';
import { resourceLimits } from './resource-limits.ts';
import { seccompFilter } from './seccomp.ts';

/** What the machine has, as far as the container's configuration depends on it. */
export interface Machine extends ResourceSupport {
  /** As Node's `process.arch` has it. */
  readonly architecture: string;
  readonly cgroupNamespace: boolean;
  readonly showCgroups: boolean;
  readonly ceilings: Ceilings;
  /** The AppArmor profile of steps, where there is one. */
  readonly appArmor?: string | undefined;
  /** Whether the kernel can run programs of 32 bits. */
  readonly narrow: boolean;
}

export interface ConfigRequest {
  readonly rootfs: string;
  /** Whether users in it are others than on the machine. */
  readonly hasOwnUsers?: boolean | undefined;
  /** A directory that is shown as /sys; by default one is mounted. */
  readonly sys?: string | undefined;
  /** Complete: nothing is added to it. */
  readonly env: readonly (readonly [string, string])[];
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly network: SandboxRequest['network'];
  readonly terminal?: boolean | undefined;
  readonly limits?: Limits | undefined;
  /** Besides the usual ones, after them. */
  readonly mounts: readonly OciMount[];
  readonly cgroup: string;
  /** Programs that the runtime starts while it makes the container. */
  readonly hooks?: Hooks | undefined;
}

export interface Hooks {
  readonly createContainer: readonly { readonly path: string; readonly args: readonly string[] }[];
}

/** umask(2) of the step's first process. */
const UMASK = 0o022;

/** The highest: when the machine has no memory left, the kernel ends a step before the worker, the runner or anything else. */
const DIES_FIRST = 1000;

/**
 * The content of config.json, as in the OCI runtime specification 1.0.2. Privileges may still be gained by set-uid
 * programs (`noNewPrivileges` is off), as in Docker and OBuilder: steps use `su` and `sudo`.
 */
export function runtimeConfig(request: ConfigRequest, machine: Machine) {
  return {
    ociVersion: '1.0.2',
    hostname: 'builder',
    root: { path: request.rootfs, readonly: false },
    process: {
      terminal: request.terminal ?? false,
      user: { ...request.user, umask: UMASK, additionalGids: [] },
      args: request.argv,
      env: request.env.map(([name, value]) => `${name}=${value}`),
      cwd: request.cwd,
      capabilities: capabilitySets(request.user.uid),
      rlimits: resourceLimits(request.limits, machine.ceilings),
      noNewPrivileges: false,
      oomScoreAdj: DIES_FIRST,
      ...(machine.appArmor !== undefined && { apparmorProfile: machine.appArmor }),
    },
    ...(request.hooks && { hooks: request.hooks }),
    mounts: [...usualMounts({ cgroups: machine.showCgroups, sys: request.sys }), ...request.mounts],
    linux: {
      namespaces: [
        ...namespaces(request.network, machine),
        ...(request.hasOwnUsers ? [{ type: 'user' }] : []),
      ],
      ...(request.hasOwnUsers && idMappings()),
      cgroupsPath: request.cgroup,
      resources: resources(request.limits, machine),
      seccomp: seccompFilter(machine.architecture, machine.narrow),
      maskedPaths: MASKED_PATHS,
      readonlyPaths: READ_ONLY_PATHS,
    },
  };
}

function namespaces(network: SandboxRequest['network'], machine: Machine) {
  return [
    { type: 'pid' },
    { type: 'ipc' },
    { type: 'uts' },
    { type: 'mount' },
    ...(machine.cgroupNamespace ? [{ type: 'cgroup' }] : []),
    // An own network has its loopback device up and nothing else.
    ...(network === 'host' ? [] : [{ type: 'network' }]),
  ];
}
