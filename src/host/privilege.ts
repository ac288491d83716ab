import { isObuilderError, ObuilderError } from '../errors.ts';
import { hasCapability } from './capability.ts';
import { findProgram } from './probes.ts';
import { runProgram } from './process/run.ts';

/** How to grant the rights to build, for each environment that restricts a process. */
export const GRANT =
  'Docker: start the container with --privileged. Kubernetes: set securityContext.privileged: true for the runner. ' +
  'systemd: take CapabilityBoundingSet, SystemCallFilter, RestrictNamespaces and PrivateDevices out of the unit of the runner.';

/** How to grant loop devices, for each environment. */
export const GRANT_LOOP =
  'Docker: start the container with --privileged and -v /dev:/dev. Kubernetes: privileged: true and a hostPath volume of /dev. ' +
  'systemd: take PrivateDevices and DevicePolicy out of the unit. Or name a store that needs none: OBUILDER_STORE=overlayfs:DIRECTORY.';

const LACKS = 'this process may not mount file systems: it lacks the capability CAP_SYS_ADMIN';

/** Returns the error for a process that cannot mount, with the way to grant the right. */
export const cannotMount = (why: string, cause?: unknown) =>
  new ObuilderError('store-unavailable', `nothing can be built here: ${why}`, { hint: GRANT, cause });

/**
 * Refuses to build without CAP_SYS_ADMIN, which each kind of store and each step needs. Reads /proc only, so that a fully cached
 * build starts no program.
 *
 * @throws ObuilderError `store-unavailable` naming the capability and the way to grant it
 */
export function needMounts(): void {
  if (!hasCapability('SYS_ADMIN')) throw cannotMount(LACKS);
}

/** Returns the reason why this process may not mount; undefined if a trial mount, in a private namespace, works. */
export async function whyNoMounts(): Promise<string | undefined> {
  const mount = programOf('mount');
  // The mount namespace ends with the process.
  if (mount === undefined || (await works('unshare', ['--mount', mount, '-t', 'tmpfs', 'tmpfs', '/proc'])))
    return undefined;
  return hasCapability('SYS_ADMIN')
    ? 'this process may not mount file systems, although it has CAP_SYS_ADMIN: a security profile or a filter of system calls forbids it'
    : LACKS;
}

/** Returns the reason why this process has no loop devices; undefined if a trial with `file`, detached at once, works. */
export async function whyNoLoopDevices(file: string): Promise<string | undefined> {
  const losetup = programOf('losetup');
  const script = 'device=$("$1" --find --show --read-only -- "$2") && "$1" --detach "$device"';
  if (losetup === undefined || (await works('sh', ['-c', script, 'sh', losetup, file]))) return undefined;
  return 'there are no loop devices that this process may use';
}

const programOf = (name: string) => findProgram(name, process.env['PATH'] ?? '');

/** A missing program says nothing about rights: the first call that needs the program reports `tool-missing`. */
async function works(file: string, args: readonly string[]): Promise<boolean> {
  try {
    await runProgram(file, args);
    return true;
  } catch (error) {
    if (isObuilderError(error, 'tool-missing')) return true;
    if (isObuilderError(error)) return false;
    throw error;
  }
}
