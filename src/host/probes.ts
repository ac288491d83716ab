import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Mount, parseMounts } from './mount-table.ts';
import { textOf, textOrEmpty } from './text-file.ts';

/** Reads about the machine, without changes and without root. Each returns undefined if the fact is unknown. */

/** Returns the absolute path of a program in `searchPath` (in PATH's form) or in the directories for administrators. */
export function findProgram(name: string, searchPath: string): string | undefined {
  const directories = [...searchPath.split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return directories.map((directory) => path.join(directory, name)).find((file) => existsSync(file));
}

/** Returns the directory, or its nearest existing parent. */
export function nearestExisting(directory: string): string {
  return existsSync(directory) || directory === '/' ? directory : nearestExisting(path.dirname(directory));
}

/** Whether the kernel has the file system built in or loaded. */
export function kernelHas(fileSystem: string): boolean {
  const lines = textOrEmpty('/proc/filesystems').split('\n');
  return lines.some((line) => line.split('\t').at(-1) === fileSystem);
}

/** Whether the module of the running kernel is on disk, so that a mount loads it. */
export function canLoadModule(name: string): boolean {
  const release = textOf('/proc/sys/kernel/osrelease')?.trim() ?? '';
  return textOf(`/lib/modules/${release}/modules.dep`)?.includes(`/${name}.ko`) ?? false;
}

export function hasSeccomp(): boolean {
  return existsSync('/proc/sys/kernel/seccomp/actions_avail');
}

/** Returns the mount of `directory`: the longest mount point above, and the last of several mounts at the same point. */
export function mountOf(directory: string): Mount | undefined {
  const above = parseMounts(textOrEmpty('/proc/self/mountinfo')).filter(({ directory: point }) =>
    `${directory}/`.startsWith(point === '/' ? '/' : `${point}/`),
  );
  return above.reduce<Mount | undefined>(
    (best, mount) => (mount.directory.length >= (best?.directory.length ?? 0) ? mount : best),
    undefined,
  );
}

/** Returns the size of tree nodes, in bytes, of the mounted btrfs on `device`. */
export function btrfsNodeSize(device: string): number | undefined {
  const root = '/sys/fs/btrfs';
  if (!existsSync(root)) return undefined;
  const uuid = readdirSync(root).find((name) =>
    existsSync(path.join(root, name, 'devices', path.basename(device))),
  );
  const size = uuid === undefined ? undefined : textOf(path.join(root, uuid, 'nodesize'));
  return size === undefined ? undefined : Number(size);
}

/** Such as `6.1.0-28-amd64`. */
export const kernelRelease = () => textOf('/proc/sys/kernel/osrelease')?.trim() ?? 'unknown';

/** The security modules that confine programs on this machine. */
export interface Confinement {
  readonly appArmor: boolean;
  /** The profile of this process, with its mode, such as `docker-default (enforce)`. */
  readonly ownProfile: string | undefined;
  /** The path of the program that loads profiles. */
  readonly parser: string | undefined;
  /** The loaded profiles with modes; undefined if this user may not read the list. */
  readonly profiles: readonly string[] | undefined;
  readonly seLinuxEnforces: boolean;
}

export function readConfinement(): Confinement {
  const appArmor = textOf('/sys/module/apparmor/parameters/enabled')?.trim() === 'Y';
  const profiles = textOf('/sys/kernel/security/apparmor/profiles');
  return {
    appArmor,
    ownProfile: appArmor ? textOf('/proc/self/attr/current')?.replace(/[\0\n]+$/, '') : undefined,
    parser: findProgram('apparmor_parser', process.env['PATH'] ?? ''),
    profiles: profiles?.split('\n').filter((line) => line !== ''),
    seLinuxEnforces: textOf('/sys/fs/selinux/enforce')?.trim() === '1',
  };
}
