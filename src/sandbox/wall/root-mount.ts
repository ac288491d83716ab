import { openedRootCalls } from '../../host/private-mounts.ts';
import { findProgram, mountOf } from '../../host/probes.ts';
import type { Hooks } from '../runc/config.ts';
import { type Starter, type StarterFiles, starterOf } from './starter.ts';

/** A fixed path instead of PATH, because the user who starts a build may have chosen PATH. */
const PROGRAMS = '/usr/bin:/bin';

/**
 * Opens the root of a step: a starter, in whose mounts the runtime runs, or hooks of the runtime. A hook costs a step a few
 * milliseconds, so hooks are only for mounts that forbid executing a starter.
 */
export interface RootOpening {
  readonly starter?: Starter | undefined;
  readonly hooks?: Hooks | undefined;
}

/**
 * Prepares a root file system on a mount without set-uid programs or devices, such as a store's mount. The runtime gets a
 * private mount of the root that allows both. So `su` and `mknod` work in the step, and a set-uid program left by a step is
 * useless on the machine.
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
  // A remount replaces all options.
  const times = options.filter((option) => option === 'noatime' || option === 'nodiratime');
  const flags = ['remount', 'bind', 'suid', 'dev', 'exec', ...times].join(',');
  const args = ['mount', '--options-mode', 'ignore', '-o', flags, '--', rootfs];
  return { createContainer: [{ path: program, args }] };
}
