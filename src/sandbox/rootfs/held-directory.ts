import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  type Stats,
} from 'node:fs';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_DIRECTORY, O_NOFOLLOW } = constants;

/** Of everything that a mount needs and that the step's files lack: as the runtime would make it. */
const MODE = 0o755;

/**
 * A directory of a step that is held open. Names below it go through its descriptor, as with openat(2), so that nobody can
 * exchange a parent for a link between a look and a change.
 */
export interface HeldDirectory {
  stat(name: string): Stats | undefined;
  readLink(name: string): string;
  /** @throws system error `ENOTDIR` or `ELOOP` for anything but a directory */
  open(name: string): HeldDirectory;
  /** Makes a directory, root's and 0755. @throws system error `EEXIST` where something is */
  makeDirectory(name: string): void;
  /** Makes an empty file, root's and 0755. @throws system error `EEXIST` where something is */
  makeFile(name: string): void;
  close(): void;
}

/** @throws system error for anything but a directory, also for a link to one */
export function holdDirectory(path: string): HeldDirectory {
  const descriptor = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  const below = (name: string) => `/proc/self/fd/${descriptor}/${name}`;
  return {
    stat: (name) => lstatSync(below(name), { throwIfNoEntry: false }),
    readLink: (name) => readlinkSync(below(name)),
    open: (name) => holdDirectory(below(name)),
    makeDirectory(name) {
      mkdirSync(below(name), MODE);
      // Whatever umask the worker has. Nobody but root can have replaced the directory, which has no owner but root.
      chmodSync(below(name), MODE);
    },
    makeFile(name) {
      const file = openSync(below(name), O_CREAT | O_EXCL | O_WRONLY, MODE);
      fchmodSync(file, MODE);
      closeSync(file);
    },
    close: () => closeSync(descriptor),
  };
}
