import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import { type FileTime, modifiedAt } from '../../files/file-time.ts';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_DIRECTORY, O_NOFOLLOW } = constants;

/** The mode of missing mount points, the same as the runtime's. */
const MODE = 0o755;

/**
 * An open directory of a step. Names go through the descriptor, as in openat(2), so that no process can exchange a parent for
 * a link between a check and a change.
 */
export interface HeldDirectory {
  stat(name: string): Stats | undefined;
  readLink(name: string): string;
  /** @throws system error `ENOTDIR` or `ELOOP` for anything but a directory */
  open(name: string): HeldDirectory;
  /** Makes a directory with owner root and mode 0755. @throws system error `EEXIST` for a taken name */
  makeDirectory(name: string): void;
  /** Makes an empty file with owner root and mode 0755. @throws system error `EEXIST` for a taken name */
  makeFile(name: string): void;
  /** Removes an empty directory or an empty regular file. @throws system error `ENOTEMPTY` for any other file */
  removeEmpty(name: string): void;
  /** Returns the directory's own time. */
  modified(): FileTime;
  readonly descriptor: number;
  close(): void;
}

/** @throws system error for anything but a directory, also for a link to a directory */
export function holdDirectory(path: string): HeldDirectory {
  const descriptor = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  const below = (name: string) => `/proc/self/fd/${descriptor}/${name}`;
  return {
    stat: (name) => lstatSync(below(name), { throwIfNoEntry: false }),
    readLink: (name) => readlinkSync(below(name)),
    open: (name) => holdDirectory(below(name)),
    makeDirectory(name) {
      mkdirSync(below(name), MODE);
      // `mkdir` is subject to the worker's umask. Only root can have replaced the directory since, because root owns the parent.
      chmodSync(below(name), MODE);
    },
    makeFile(name) {
      const file = openSync(below(name), O_CREAT | O_EXCL | O_WRONLY, MODE);
      fchmodSync(file, MODE);
      closeSync(file);
    },
    removeEmpty(name) {
      const stats = lstatSync(below(name));
      if (stats.isDirectory()) rmdirSync(below(name));
      else if (stats.isFile() && stats.size === 0) unlinkSync(below(name));
      else throw Object.assign(new Error(`${name} is not empty`), { code: 'ENOTEMPTY' });
    },
    modified: () => modifiedAt(statSync(below('.'), { bigint: true })),
    descriptor,
    close: () => closeSync(descriptor),
  };
}
