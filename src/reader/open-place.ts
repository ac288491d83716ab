import { openHere } from '../files/opened-file.ts';
import type { FilePlace, OpenedFile } from '../files/user-files.ts';
import { namesOf, openCursorAt } from '../tree/cursor.ts';

/** Opens a file. With `below`, opens each directory through its parent, so that no link leads out. */
export function openPlace({ path, below }: FilePlace): OpenedFile {
  if (below === undefined) return openHere(path, { name: path, followLinks: true });
  const names = namesOf(path.slice(below.length));
  const cursor = openCursorAt(below);
  try {
    const directory = cursor.to(names.slice(0, -1).join('/'));
    return openHere(directory.at(names.at(-1) ?? '.'), { name: path, followLinks: false });
  } finally {
    cursor.close();
  }
}
