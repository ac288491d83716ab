import { closeSync, constants, lstatSync, openSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { refused } from './refused.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * A directory that is held open. What is below it is named through its descriptor, so that no component of the way to it
 * can be exchanged for a link meanwhile, as openat(2) would have it.
 */
export interface Directory {
  list(): readonly string[];
  stat(name: string): Stats | undefined;
  readLink(name: string): string;
  /** @throws system error `ENOTDIR` or `ELOOP` where `name` is no directory or a link */
  openDirectory(name: string): Directory;
  /** A descriptor for reading. @throws system error `ELOOP` where `name` is a link */
  openFile(name: string): number;
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
  return {
    list: () => listNames(self),
    stat: (name) => lstatSync(`${self}/${name}`, { throwIfNoEntry: false }),
    readLink: (name) => readlinkSync(`${self}/${name}`),
    openDirectory: (name) => directoryOf(openSync(`${self}/${name}`, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)),
    // A fifo that took a file's place would otherwise wait for a writer.
    openFile: (name) => openSync(`${self}/${name}`, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
    close: () => closeSync(descriptor),
  };
}

/** @throws ObuilderError `copy-refused` for a name that is not UTF-8, which no manifest could tell from another one */
function listNames(directory: string): readonly string[] {
  const names = readdirSync(directory);
  if (names.some((name) => name.includes('\uFFFD'))) {
    const broken = readdirSync(directory, 'buffer').find(
      (name) => !name.equals(Buffer.from(name.toString())),
    );
    if (broken !== undefined) {
      const shown = broken.toString('latin1');
      throw refused(`the file name ${JSON.stringify(shown)} is not UTF-8`, {
        value: shown,
        hint: 'Rename the file, or leave its directory out with (exclude …).',
      });
    }
  }
  return names.sort();
}
