import { GRANT, GRANT_LOOP } from '../../host/privilege.ts';
import { driverEntry } from '../../volume/drivers.ts';
import type { MachineFacts } from './facts.ts';
import { type Finding, isAtLeast, note, ok, problem } from './finding.ts';

/** The oldest kernel supported by Node 24. */
const MIN_KERNEL = '4.18';
/** The first kernel that can freeze a group of processes on cgroups v2. Runtimes freeze a step to stop all processes at once. */
const FREEZER = '5.2';

export function checkKernel(facts: MachineFacts): readonly Finding[] {
  return [
    checkRelease(facts),
    ...checkFileSystem(facts),
    ...checkMounts(facts),
    ...checkRunDirectory(facts),
    ...checkLoopDevices(facts),
    checkSeccomp(facts),
    checkMemory(facts),
  ];
}

function checkRelease({ kernel, cgroups }: MachineFacts): Finding {
  const fix = 'boot a newer kernel';
  if (!isAtLeast(kernel, MIN_KERNEL))
    return problem('kernel', `${kernel}, but Node 24 needs ${MIN_KERNEL} or later`, fix);
  if (cgroups.layout === 'v2' && !isAtLeast(kernel, FREEZER)) {
    return note(
      'kernel',
      `${kernel}: runc wants ${FREEZER} or later with cgroups of version 2, to stop a step as a whole`,
      fix,
    );
  }
  return ok('kernel', kernel);
}

function checkFileSystem({ store, fileSystems }: MachineFacts): readonly Finding[] {
  const need = driverEntry(store.driver)?.needs.fileSystem;
  if (need === undefined) return [];
  const check = `${need.name} in the kernel`;
  switch (fileSystems[need.name]) {
    case 'there':
      return [ok(check, 'yes')];
    case 'module':
      return [ok(check, 'as a module, loaded by the first mount')];
    default:
      return [(need.isOptional ? note : problem)(check, 'neither built in nor a module', need.hint)];
  }
}

/** Required by every kind of store and every step. */
function checkMounts({ mounts }: MachineFacts): readonly Finding[] {
  return mounts === undefined ? [] : [problem('mounts', mounts, GRANT)];
}

function checkRunDirectory({ runDirectory }: MachineFacts): readonly Finding[] {
  if (runDirectory === undefined || runDirectory.startsWith('/run/')) return [];
  const fix =
    'systemd: RuntimeDirectory=obuilder-action in the unit of the runner; else mount a tmpfs on /run';
  return [note('run directory', `/run cannot be written to, so state is in ${runDirectory}`, fix)];
}

/** Required only by a pool in an image file. */
function checkLoopDevices({ store }: MachineFacts): readonly Finding[] {
  const needsOne = store.image?.state === 'not-mounted' || store.pool === 'image';
  if (store.hasLoopDevices) return needsOne ? [ok('loop devices', 'they are there')] : [];
  const fix = `sudo modprobe loop. ${GRANT_LOOP}`;
  if (needsOne) return [problem('loop devices', 'none, so the pool in an image file cannot be mounted', fix)];
  return [note('loop devices', 'none, so no pool can be made in an image file', fix)];
}

function checkSeccomp({ hasSeccomp }: MachineFacts): Finding {
  if (hasSeccomp) return ok('seccomp', 'filters are available: steps have a filter of system calls');
  return problem('seccomp', 'this kernel has no filters', 'use a kernel with CONFIG_SECCOMP_FILTER');
}

function checkMemory({ memory }: MachineFacts): Finding {
  if (memory !== undefined) return ok('memory for secrets', memory);
  const fix = 'sudo mount -t tmpfs tmpfs /run';
  return problem(
    'memory for secrets',
    'neither /run nor /dev/shm is in memory: steps cannot have secrets',
    fix,
  );
}
