import { findProgram, mountOf } from '../host/probes.ts';
import type { Hooks } from './runtime-config.ts';

/** Not PATH: whoever starts a build may have chosen that. */
const PROGRAMS = '/usr/bin:/bin';

/**
 * The hooks of a container whose root file system is on a mount without set-uid programs or devices, as a store's mounts are.
 * The runtime makes a mount of the root in the container's own mount namespace, and the hook allows both there: `su` and
 * `mknod` work in the step, and on the machine nobody gains anything from a set-uid program that a step leaves.
 */
export function rootHooks(rootfs: string): Hooks | undefined {
  const options = mountOf(rootfs)?.options ?? [];
  if (!options.includes('nosuid') && !options.includes('nodev')) return undefined;
  const program = findProgram('mount', PROGRAMS);
  if (program === undefined) return undefined;
  // A remount says all options anew.
  const times = options.filter((option) => option === 'noatime' || option === 'nodiratime');
  const flags = ['remount', 'bind', 'suid', 'dev', 'exec', ...times].join(',');
  const args = ['mount', '--options-mode', 'ignore', '-o', flags, '--', rootfs];
  return { createContainer: [{ path: program, args }] };
}
