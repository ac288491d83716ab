import { closeSync, constants, lstatSync, openSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { nameOfBytes, namesInByteOrder, nativePath, needsCare } from './names.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = constants;

/**
 * A directory that is held open. What is below it is named through its descriptor, so that no component of the way to it
 * can be exchanged for a link meanwhile, as openat(2) would have it.
 */
export interface Directory {
  /** Names in the order of their bytes; see names.ts for those that are not UTF-8. */
  list(): readonly string[];
  stat(name: string): Stats | undefined;
  readLink(name: string): string;
  /** @throws system error `ENOTDIR` or `ELOOP` where `name` is no directory or a link */
  openDirectory(name: string): Directory;
  /** A descriptor for reading, of whatever is there. @throws system error `ELOOP` where `name` is a link */
  openFile(name: string): number;
  /** A path of `name` through the descriptor. */
  at(name: string): string | Buffer;
  close(): void;
}

export function openRoot(path: string): Directory {
  return directoryOf(openSync(path, O_RDONLY | O_DIRECTORY));
}

/** The path of an open file for calls that take none but paths. */
export function pathOf(descriptor: number): string {
  return `/proc/self/fd/${descriptor}`;
}

function directoryOf(descriptor: number): Directory {
  const self = pathOf(descriptor);
  const below = (name: string) => nativePath(`${self}/${name}`);
  return {
    list: () => listNames(self),
    stat: (name) => lstatSync(below(name), { throwIfNoEntry: false }),
    readLink: (name) => readLink(below(name)),
    openDirectory: (name) => directoryOf(openSync(below(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)),
    // A fifo that took a file's place would otherwise wait for a writer.
    openFile: (name) => openSync(below(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY),
    at: below,
    close: () => closeSync(descriptor),
  };
}

/** A link's target, in the form of names.ts. */
export function readLink(link: string | Buffer): string {
  const target = readlinkSync(link);
  return needsCare(target) ? nameOfBytes(readlinkSync(link, 'buffer')) : target;
}

function listNames(directory: string): readonly string[] {
  const names = readdirSync(directory);
  return names.some(needsCare) ? namesInByteOrder(readdirSync(directory, 'buffer')) : names.sort();
}
