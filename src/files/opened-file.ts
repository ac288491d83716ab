import { close, constants, fstatSync, lstatSync, openSync, read, type Stats, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { ObuilderError } from '../errors.ts';
import { mountedBelow } from './mounted-below.ts';
import { identifyTree } from './tree-identity.ts';
import type { OpenedFile } from './user-files.ts';

const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
const readSome = promisify(read);
const closeSoon = promisify(close);

/** Returns a text that changes with a file's content, owner or mode, because the kernel sets ctime. Needs no read of the file. */
function identityOf({ dev, ino, mode, uid, gid, size, mtimeMs, ctimeMs }: Stats): string {
  return [dev, ino, mode, uid, gid, size, mtimeMs, ctimeMs].join(' ');
}

/**
 * Opens a file or directory with the rights of this process.
 *
 * @param name the name of the file in errors
 * @throws system error; ObuilderError `input-invalid` for a pipe, socket or device, since opening a device may have effects
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
    // Another file may have replaced the checked file.
    checkKind(stats, name);
    return opened;
  } catch (error) {
    void opened.close();
    throw error;
  }
}

/** Accepts symbolic links, since `openSync` with O_NOFOLLOW fails with `ELOOP`. */
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
    changed: stats.ctimeMs,
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
    identifyTree: (signal) => identifyTree(descriptor, signal),
    archive: async function* (signal) {
      const { archiveTree } = await import('./gnu-tar.ts');
      yield* archiveTree(self, { mounts: mountedBelow(descriptor), signal });
    },
    close: () => closeSoon(descriptor),
  };
}
