import { type FileTime, modifiedAt } from '../../files/file-time.ts';
import { type Directory, openRoot } from '../directory.ts';

/** The root that a copy reads from. */
export interface Origin {
  /**
   * Opens a file through directories without following links, like the reading of the manifest.
   *
   * @param from relative to the root
   * @throws system error `ENOENT`, `ENOTDIR` or `ELOOP` if the file or a directory on the way is gone or was replaced
   */
  openFile(from: string): number;
  /** Returns the exact time of a file, directory or link. @throws like `openFile`, but returns undefined for a missing name */
  timeOf(from: string): FileTime | undefined;
  close(): void;
}

export function openOrigin(path: string): Origin {
  const root = openRoot(path);
  // Remembers the last directory, because the files of a directory come in sequence.
  let last: { readonly path: string; readonly directory: Directory } | undefined;

  const directoryAt = (wanted: string): Directory => {
    if (wanted === '') return root;
    if (last?.path === wanted) return last.directory;
    last?.directory.close();
    last = undefined;
    last = { path: wanted, directory: descend(root, wanted.split('/')) };
    return last.directory;
  };
  return {
    openFile(from) {
      const end = from.lastIndexOf('/');
      return directoryAt(from.slice(0, Math.max(0, end))).openFile(from.slice(end + 1));
    },
    timeOf(from) {
      const end = from.lastIndexOf('/');
      const stats = directoryAt(from.slice(0, Math.max(0, end))).exactStat(from.slice(end + 1) || '.');
      return stats && modifiedAt(stats);
    },
    close() {
      last?.directory.close();
      root.close();
    },
  };
}

function descend(root: Directory, parts: readonly string[]): Directory {
  let here = root.openDirectory('.');
  for (const part of parts) {
    try {
      const next = here.openDirectory(part);
      here.close();
      here = next;
    } catch (error) {
      here.close();
      throw error;
    }
  }
  return here;
}
