import { readFileSync } from 'node:fs';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { runProgram } from './process/run.ts';

/** The number of CAP_SYS_ADMIN, by which the kernel lets a process mount (capabilities(7)). */
const SYS_ADMIN = 21n;

/** What to change so that a program may do what building takes, for each kind of place that holds rights back. */
export const GRANT =
  'Docker: start the container with --privileged. Kubernetes: set securityContext.privileged: true for the runner. ' +
  'systemd: take CapabilityBoundingSet, SystemCallFilter, RestrictNamespaces and PrivateDevices out of the unit of the runner.';

/** Where loop devices come from in a place that has none. */
export const GRANT_LOOP =
  'Docker: start the container with --privileged and -v /dev:/dev. Kubernetes: privileged: true and a hostPath volume of /dev. ' +
  'systemd: take PrivateDevices and DevicePolicy out of the unit. Or name a store that needs none: OBUILDER_STORE=overlayfs:DIRECTORY.';

const LACKS = 'this process may not mount file systems: it lacks the capability CAP_SYS_ADMIN';

/** Says what keeps this process from building, and who can grant it. */
export const cannotMount = (why: string, cause?: unknown) =>
  new ObuilderError('store-unavailable', `nothing can be built here: ${why}`, { hint: GRANT, cause });

/**
 * Refuses to build without the capability that each kind of store and each step needs. A look at /proc is enough to know, so a build
 * that is wholly cached starts no program for it.
 *
 * @throws ObuilderError `store-unavailable` naming the capability and where to grant it
 */
export function needMounts(): void {
  if (!hasSysAdmin()) throw cannotMount(LACKS);
}

/** Why this process may not mount, found out by a mount that nobody else sees; undefined where it may. */
export async function whyNoMounts(): Promise<string | undefined> {
  // In mounts of its own, which go with the process.
  if (await works('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/proc'])) return undefined;
  return hasSysAdmin()
    ? 'this process may not mount file systems, although it has CAP_SYS_ADMIN: a security profile or a filter of system calls forbids it'
    : LACKS;
}

/** Why no image file can become a disk, found out by a loop device that goes at once; undefined where it can. */
export async function whyNoLoopDevices(file: string): Promise<string | undefined> {
  const script = 'device=$(losetup --find --show --read-only -- "$1") && losetup --detach "$device"';
  if (await works('sh', ['-c', script, 'sh', file])) return undefined;
  return 'there are no loop devices that this process may use';
}

function hasSysAdmin(): boolean {
  const [, bits = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return ((BigInt(`0x${bits}`) >> SYS_ADMIN) & 1n) === 1n;
}

async function works(file: string, args: readonly string[]): Promise<boolean> {
  try {
    await runProgram(file, args);
    return true;
  } catch (error) {
    // A machine without the program says nothing of rights; who looks for programs tells of it.
    if (isObuilderError(error, 'tool-missing')) return true;
    if (isObuilderError(error)) return false;
    throw error;
  }
}
