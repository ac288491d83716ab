import { createHash } from 'node:crypto';
import {
  close,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  read,
  readdirSync,
  type Stats,
  statSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { ObuilderError } from '../errors.ts';
import type { OpenedFile } from './user-files.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
const readSome = promisify(read);
const closeSoon = promisify(close);

/** Changes whenever a file's content, owner or mode does (the kernel sets ctime), and is cheap to get. */
function identityOf(stat: Stats): string {
  return [stat.dev, stat.ino, stat.mode, stat.uid, stat.gid, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
}

/**
 * Opens a file or directory with the rights of this process.
 *
 * @param name how an error calls the file
 * @throws system error; ObuilderError `input-invalid` for a pipe, socket or device: to open such a thing may already do something
 */
export function openHere(
  file: string | Buffer,
  { name, followLinks }: { readonly name: string; readonly followLinks: boolean },
): OpenedFile {
  const before = followLinks ? statSync(file) : lstatSync(file);
  checkKind(before, name);
  const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followLinks ? 0 : O_NOFOLLOW);
  const descriptor = openSync(file, flags);
  const stats = fstatSync(descriptor);
  const opened = openedFile(descriptor, stats);
  try {
    // Another file may have taken the place.
    checkKind(stats, name);
    return opened;
  } catch (error) {
    void opened.close();
    throw error;
  }
}

/** A link that is not to be followed passes, since `openSync` fails with `ELOOP` then. */
function checkKind(stats: Stats, name: string): void {
  if (stats.isFile() || stats.isDirectory() || stats.isSymbolicLink()) return;
  const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
  throw new ObuilderError('input-invalid', `${name} is ${kind}, neither a file nor a directory`, {
    value: name,
    hint: 'Name a regular file or a directory.',
  });
}

function openedFile(descriptor: number, stats: Stats): OpenedFile {
  // Valid in this process, and in a child that has not started its program yet.
  const self = `/proc/self/fd/${descriptor}`;
  return {
    kind: stats.isDirectory() ? 'directory' : 'file',
    identity: identityOf(stats),
    size: stats.size,
    read: async (position, length) => {
      const buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await readSome(descriptor, buffer, filled, length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    identifyTree: async () => identityOfTree(self, stats),
    archive: async function* (signal) {
      const { archiveTree } = await import('./tar.ts');
      yield* archiveTree(self, signal);
    },
    close: () => closeSoon(descriptor),
  };
}

function identityOfTree(root: string, rootStats: Stats): { identity: string; bytes: number } {
  const hash = createHash('sha256');
  let bytes = 0;
  const visit = (directory: string) => {
    for (const name of readdirSync(Buffer.from(directory, 'latin1'), 'latin1').sort()) {
      const entry = `${directory}/${name}`;
      const stat = lstatSync(Buffer.from(entry, 'latin1'));
      hash.update(`${name}\0${identityOf(stat)}\n`, 'latin1');
      if (stat.isFile()) bytes += stat.size;
      if (stat.isDirectory() && stat.dev === rootStats.dev) visit(entry);
    }
    hash.update('\0');
  };
  hash.update(identityOf(rootStats));
  visit(root);
  return { identity: hash.digest('hex'), bytes };
}
