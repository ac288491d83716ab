import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { textOf, textOrEmpty } from './text-file.ts';

/** Reads of the machine that change nothing and need no root. Each gives what it found, or undefined. */

/** The absolute path of a program, looked for in `searchPath` (PATH's form) and in the directories for administrators. */
export function findProgram(name: string, searchPath: string): string | undefined {
  const directories = [...searchPath.split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return directories.map((directory) => path.join(directory, name)).find((file) => existsSync(file));
}

/** The directory itself, or the nearest one above it that exists. */
export function nearestExisting(directory: string): string {
  return existsSync(directory) || directory === '/' ? directory : nearestExisting(path.dirname(directory));
}

/** True where the kernel has the file system built in or loaded already. */
export function kernelHas(fileSystem: string): boolean {
  const lines = textOrEmpty('/proc/filesystems').split('\n');
  return lines.some((line) => line.split('\t').at(-1) === fileSystem);
}

/** True where the running kernel has the module on disk, so that mounting loads it. */
export function canLoadModule(name: string): boolean {
  const release = textOf('/proc/sys/kernel/osrelease')?.trim() ?? '';
  return textOf(`/lib/modules/${release}/modules.dep`)?.includes(`/${name}.ko`) ?? false;
}

export function hasSeccomp(): boolean {
  return existsSync('/proc/sys/kernel/seccomp/actions_avail');
}

export interface Mount {
  readonly device: string;
  readonly directory: string;
  readonly type: string;
  /** Such as `rw` and `nosuid`. */
  readonly options: readonly string[];
}

/** Every mount that this process sees, in the order in which they were made. */
function readMounts(): readonly Mount[] {
  const unescaped = (text: string) =>
    text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  const lines = textOrEmpty('/proc/mounts')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const [device = '', point = '', type = '', options = ''] = line.split(' ');
    return { device: unescaped(device), directory: unescaped(point), type, options: options.split(',') };
  });
}

/** The mount that `directory` is on: the longest mount point above it, the last one where several cover each other. */
export function mountOf(directory: string): Mount | undefined {
  const above = readMounts().filter(({ directory: point }) =>
    `${directory}/`.startsWith(point === '/' ? '/' : `${point}/`),
  );
  return above.reduce<Mount | undefined>(
    (best, mount) => (mount.directory.length >= (best?.directory.length ?? 0) ? mount : best),
    undefined,
  );
}

/** The size of tree nodes, in bytes, of the mounted btrfs on `device`. */
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

/** What confines programs on this machine besides their user. */
export interface Confinement {
  readonly appArmor: boolean;
  /** The profile of this process, with its mode, such as `docker-default (enforce)`. */
  readonly ownProfile: string | undefined;
  /** The program that loads profiles. */
  readonly parser: string | undefined;
  /** The loaded profiles, with their modes; undefined for users who may not see them. */
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
