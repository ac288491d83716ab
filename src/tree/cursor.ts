import { type Directory, openRoot } from './directory.ts';

/** A place in a tree. Moves between directories with one open descriptor, whatever the depth. */
export interface Cursor {
  /**
   * Returns the directory at a relative path, which stays open until the next call.
   *
   * @throws system error `ENOENT`, `ENOTDIR` or `ELOOP` if a directory on the way is gone, a file or a link
   */
  to(path: string): Directory;
  close(): void;
}

export type Enter = (parent: Directory, name: string) => Directory;

interface Level {
  readonly name: string;
  readonly identity: string;
}

/** @param enter opens a directory below another, for instance after making the directory */
export function openCursor(
  root: Directory,
  enter: Enter = (parent, name) => parent.openDirectory(name),
): Cursor {
  const top = identityOf(root);
  let levels: Level[] = [];
  let here = root.openDirectory('.');
  const move = (next: Directory) => {
    here.close();
    here = next;
  };
  const restart = () => {
    move(root.openDirectory('.'));
    levels = [];
  };
  /** Goes up by `..` as long as these are the directories we came from: somebody may have moved them. */
  const goUp = (count: number) => {
    if (count > levels.length - count) return restart();
    for (let left = count; left > 0; left -= 1) {
      move(here.openDirectory('..'));
      levels.pop();
      if (identityOf(here) !== (levels.at(-1)?.identity ?? top)) return restart();
    }
  };
  const goDown = (names: readonly string[]) => {
    for (const name of names.slice(levels.length)) {
      move(enter(here, name));
      levels.push({ name, identity: identityOf(here) });
    }
  };
  return {
    to(path) {
      const names = namesOf(path);
      const isOther = levels.findIndex(({ name }, index) => name !== names[index]);
      if (isOther !== -1) goUp(levels.length - isOther);
      goDown(names);
      return here;
    },
    close: () => here.close(),
  };
}

/** A cursor with a root of its own. */
export function openCursorAt(path: string): Cursor {
  const root = openRoot(path);
  const cursor = openCursor(root);
  return {
    to: cursor.to,
    close() {
      cursor.close();
      root.close();
    },
  };
}

/** Returns the names of a relative path. @throws Error for `..` */
export function namesOf(path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new Error(`"${path}" is not a resolved path`);
  return names;
}

/** Returns the directory and the name of a relative path. */
export function splitPath(path: string): { readonly parent: string; readonly name: string } {
  const end = path.lastIndexOf('/');
  return { parent: path.slice(0, Math.max(0, end)), name: path.slice(end + 1) };
}

function identityOf(directory: Directory): string {
  const stats = directory.stat('.');
  return `${stats?.dev} ${stats?.ino}`;
}
