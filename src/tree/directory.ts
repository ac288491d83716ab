import {
  type BigIntStats,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  type Stats,
} from 'node:fs';
import { readLink } from '../files/inside.ts';
import { namesInByteOrder, nativePath, needsCare } from '../files/names.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = constants;

/**
 * An open directory. All calls name entries through the descriptor, as openat(2) does, so nobody can replace a component of
 * the directory's path with a link meanwhile.
 */
export interface Directory {
  /** Returns names in the order of their bytes; see names.ts for names that are not UTF-8. */
  list(): readonly string[];
  stat(name: string): Stats | undefined;
  /** Returns stats with nanoseconds, which cost several times more than `stat`. */
  exactStat(name: string): BigIntStats | undefined;
  readLink(name: string): string;
  /** @throws system error `ENOTDIR` or `ELOOP` if `name` is no directory or a link */
  openDirectory(name: string): Directory;
  /** Opens an entry of any kind for reading. @throws system error `ELOOP` if `name` is a link */
  openFile(name: string): number;
  /** Returns a path of `name` through the descriptor. */
  at(name: string): string | Buffer;
  close(): void;
}

export function openRoot(path: string): Directory {
  return directoryOf(openSync(path, O_RDONLY | O_DIRECTORY));
}

/** Returns a path of an open file, for calls that take only paths. */
export function pathOf(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}

function directoryOf(descriptor: number): Directory {
  const self = pathOf(descriptor);
  const below = (name: string) => nativePath(`${self}/${name}`);
  return {
    list: () => listNames(self),
    stat: (name) => lstatSync(below(name), { throwIfNoEntry: false }),
    exactStat: (name) => lstatSync(below(name), { bigint: true, throwIfNoEntry: false }),
    readLink: (name) => readLink(below(name)),
    openDirectory: (name) => directoryOf(openSync(below(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)),
    // Without O_NONBLOCK, a pipe in place of a file would wait for a writer.
    openFile: (name) => openSync(below(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
    at: below,
    close: () => closeSync(descriptor),
  };
}

function listNames(directory: string): readonly string[] {
  const names = readdirSync(directory);
  return names.some(needsCare) ? namesInByteOrder(readdirSync(directory, 'buffer')) : names.sort();
}
