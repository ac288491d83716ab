import type { ResourceLimits } from '../../contract/sandbox.ts';
import type { Account } from '../../contract/spec.ts';
import { idMappings } from '../wall/ids.ts';
import { capabilitySets } from './capabilities.ts';
import type { Ceilings } from './ceilings.ts';
import { type ResourceSupport, resources } from './limits.ts';
import { MASKED_PATHS, type OciMount, READ_ONLY_PATHS, usualMounts } from './mounts.ts';
import { resourceLimits } from './resource-limits.ts';
import { seccompFilter } from './seccomp.ts';

/** The properties of the machine that shape the container's configuration. */
export interface Machine extends ResourceSupport {
  /** As `process.arch`. */
  readonly architecture: string;
  readonly cgroupNamespace: boolean;
  readonly showCgroups: boolean;
  readonly ceilings: Ceilings;
  /** The AppArmor profile of steps, if loaded. */
  readonly appArmor?: string | undefined;
  /** Whether the kernel can run programs of 32 bits. */
  readonly narrow: boolean;
}

export interface ConfigRequest {
  readonly rootfs: string;
  /** Whether users in the container have other ids on the machine. */
  readonly hasOwnUsers?: boolean | undefined;
  /** A directory to show as /sys instead of a new mount of sysfs. */
  readonly sys?: string | undefined;
  /** The complete environment. */
  readonly env: readonly (readonly [string, string])[];
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly user: Account;
  /** The machine's network, a namespace of the step's own, or an existing namespace. */
  readonly network: 'host' | 'none' | { readonly namespace: string };
  readonly terminal?: boolean | undefined;
  readonly limits?: ResourceLimits | undefined;
  /** Mounts after the usual mounts. */
  readonly mounts: readonly OciMount[];
  readonly cgroup: string;
  /** Programs that the runtime starts while making the container. */
  readonly hooks?: Hooks | undefined;
}

export interface Hooks {
  readonly createContainer: readonly { readonly path: string; readonly args: readonly string[] }[];
}

/** umask(2) of the step's first process. */
const UMASK = 0o022;

/** The maximum score: on a machine without free memory, the kernel kills a step before the worker, the runner or any other process. */
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
      user: {
        uid: request.user.uid,
        gid: request.user.gid,
        umask: UMASK,
        additionalGids: request.user.groups ?? [],
      },
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

function namespaces(network: ConfigRequest['network'], machine: Machine) {
  return [
    { type: 'pid' },
    { type: 'ipc' },
    { type: 'uts' },
    { type: 'mount' },
    ...(machine.cgroupNamespace ? [{ type: 'cgroup' }] : []),
    ...networkNamespace(network),
  ];
}

function networkNamespace(network: ConfigRequest['network']) {
  if (network === 'host') return [];
  // A new network namespace has only a loopback device.
  return [network === 'none' ? { type: 'network' } : { type: 'network', path: network.namespace }];
}
