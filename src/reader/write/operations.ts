import type { Directory } from '../../tree/directory.ts';
import { numbered } from '../numbered.ts';
import type { Operations, WriteOperation } from '../protocol.ts';
import { type Destination, openDestination } from './destination.ts';
import { putEntries, settle } from './entries.ts';
import { setExactTimes } from './exact-times.ts';
import { removeLeftovers } from './leftovers.ts';
import { type NewFile, newFile } from './new-file.ts';
import { exportError } from './refused.ts';

export type WriteTable = {
  readonly [Name in WriteOperation]: (
    ask: Operations[Name]['ask'],
    bytes: Uint8Array,
  ) => Promise<Done<Name>> | Done<Name>;
};

interface Done<Name extends WriteOperation> {
  readonly answer: Operations[Name]['answer'];
}

interface Writing {
  readonly file: NewFile;
  readonly directory: Directory;
  /** The destination, and the path below. */
  readonly root: string;
  readonly path: string;
  /** Absolute path, for errors. */
  readonly shown: string;
}

const DONE = { answer: {} } as const;

/** Returns the operations that write files, with the rights of this process. Errors are `export-failed`. */
export function writeOperations(): WriteTable {
  const destinations = numbered<Destination>();
  return {
    destination: (place) =>
      attempt(place.path, () => ({ answer: { destination: destinations.add(openDestination(place)) } })),
    depart: ({ destination }) => {
      destinations.get(destination).close();
      destinations.remove(destination);
      return DONE;
    },
    put: async ({ destination, entries }, bytes) => {
      await putEntries(destinations.get(destination), entries, bytes);
      return DONE;
    },
    tidy: ({ destination, path }) => {
      const into = destinations.get(destination);
      return attempt(`${into.path}/${path}`, () => {
        removeLeftovers(into.directory(path));
        return DONE;
      });
    },
    settle: async ({ destination, directories }) => {
      await settle(destinations.get(destination), directories);
      return DONE;
    },
    ...fileOperations((destination) => destinations.get(destination)),
  };
}

function fileOperations(
  destinationOf: (number: number) => Destination,
): Pick<WriteTable, 'create' | 'append' | 'finish' | 'drop'> {
  const files = new Map<number, Writing>();
  const during = async (number: number, work: (file: NewFile, writing: Writing) => Promise<void>) => {
    const writing = files.get(number);
    if (writing === undefined) throw new Error(`unknown file ${number}`);
    await attempt(writing.shown, () => work(writing.file, writing));
    return DONE;
  };
  return {
    create: ({ destination, path, file }) => {
      const into = destinationOf(destination);
      const shown = `${into.path}/${path}`;
      return attempt(shown, () => {
        files.set(file, begin(into, path, shown));
        return DONE;
      });
    },
    append: ({ file }, bytes) => during(file, (unfinished) => unfinished.append(bytes)),
    finish: ({ file, sync, aspects }) =>
      during(file, async (unfinished, { root, path }) => {
        await unfinished.finish({ sync, aspects });
        if (aspects) await setExactTimes(root, [{ path, modified: aspects.modified }]);
      }),
    drop: async ({ file: number }) => {
      const writing = files.get(number);
      files.delete(number);
      await writing?.file.drop();
      writing?.directory.close();
      return DONE;
    },
  };
}

function begin(into: Destination, path: string, shown: string): Writing {
  const end = path.lastIndexOf('/');
  // A descriptor of its own, because the destination closes its last directory.
  const directory = into.directory(path.slice(0, Math.max(0, end))).openDirectory('.');
  const name = path.slice(end + 1);
  try {
    // Early, because the rename would fail only after all content is written.
    if (directory.stat(name)?.isDirectory()) throw isDirectory();
    return { file: newFile(directory, name, into.modes?.file), directory, root: into.path, path, shown };
  } catch (error) {
    directory.close();
    throw error;
  }
}

async function attempt<T>(shown: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw exportError(error, 'write', shown);
  }
}

function isDirectory(): Error {
  return Object.assign(new Error('EISDIR: a directory'), { code: 'EISDIR' });
}
