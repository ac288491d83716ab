import { openedRootCalls } from '../../host/private-mounts.ts';
import { findProgram, mountOf } from '../../host/probes.ts';
import type { Hooks } from '../runc/config.ts';
import { type Starter, type StarterFiles, starterOf } from './starter.ts';

/** Not PATH: whoever starts a build may have chosen that. */
const PROGRAMS = '/usr/bin:/bin';

/**
 * What opens the root of a step: the starter in whose mounts the runtime runs, or hooks that the runtime calls. A hook costs a
 * step some milliseconds, so that is for mounts where no starter could be executed.
 */
export interface RootOpening {
  readonly starter?: Starter | undefined;
  readonly hooks?: Hooks | undefined;
}

/**
 * For a root file system on a mount without set-uid programs or devices, as a store's mounts are. The runtime gets a mount of
 * the root that allows both and that nobody else sees: `su` and `mknod` work in the step, and on the machine nobody gains
 * anything from a set-uid program that a step leaves.
 */
export function openRoot(rootfs: string, files: StarterFiles): RootOpening {
  const options = mountOf(rootfs)?.options ?? [];
  if (!options.includes('nosuid') && !options.includes('nodev')) return {};
  if (options.includes('noexec')) return { hooks: rootHooks(rootfs, options) };
  const calls = { report: files.report, root: rootfs };
  return { starter: starterOf(files, (runtime) => openedRootCalls(calls, runtime)) };
}

function rootHooks(rootfs: string, options: readonly string[]): Hooks | undefined {
  const program = findProgram('mount', PROGRAMS);
  if (program === undefined) return undefined;
  // A remount says all options anew.
  const times = options.filter((option) => option === 'noatime' || option === 'nodiratime');
  const flags = ['remount', 'bind', 'suid', 'dev', 'exec', ...times].join(',');
  const args = ['mount', '--options-mode', 'ignore', '-o', flags, '--', rootfs];
  return { createContainer: [{ path: program, args }] };
}
