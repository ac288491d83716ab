import { readFileSync } from 'node:fs';

/** A line of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
  /** The directory of the file system that is mounted: `/` for the whole file system. */
  readonly root: string;
  /** The mount point. */
  readonly directory: string;
  readonly type: string;
  /** A device file, a dataset, or another name of the file system. */
  readonly device: string;
  /** The options of the mount, such as `rw` and `nosuid`, then the options of the file system. */
  readonly options: readonly string[];
}

/**
 * Returns all mounts visible to this process, the oldest first.
 *
 * @throws system error if /proc is unreadable: a caller that deletes files must not take a mount for a directory
 */
export const readMounts = (): readonly Mount[] => parseMounts(readFileSync('/proc/self/mountinfo', 'utf8'));

/** Parses the text of /proc/self/mountinfo. */
export const parseMounts = (text: string): readonly Mount[] => text.split('\n').flatMap(parseMount);

function parseMount(line: string): readonly Mount[] {
  // A variable number of optional fields precedes the separator.
  const [mount = '', fileSystem = ''] = line.split(' - ');
  const [, , , root, directory, own = ''] = mount.split(' ');
  const [type, device = '', common = ''] = fileSystem.split(' ');
  if (root === undefined || !directory || !type) return [];
  const options = [...own.split(','), ...common.split(',')];
  return [{ root: plain(root), directory: plain(directory), type, device: plain(device), options }];
}

/** Undoes octal escapes of blanks and backslashes. */
export const plain = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
