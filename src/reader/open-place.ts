import { must } from '../errors.ts';
import { openHere } from '../files/opened-file.ts';
import type { FilePlace, OpenedFile } from '../files/user-files.ts';
import { type Directory, openRoot } from '../tree/directory.ts';

/** Opens a file. With `below`, opens each directory through its parent, so that no link leads out. */
export function openPlace({ path, below }: FilePlace): OpenedFile {
  if (below === undefined) return openHere(path, { name: path, followLinks: true });
  const names = path
    .slice(below.length)
    .split('/')
    .filter((name) => name !== '');
  if (names.includes('..')) throw new Error(`"${path}" is not a resolved path`);
  const last = names.pop() ?? '.';
  const opened: Directory[] = [openRoot(below)];
  try {
    for (const name of names) {
      const parent = must(opened.at(-1), 'the directory above');
      opened.push(parent.openDirectory(name));
    }
    return openHere(must(opened.at(-1), 'the directory above').at(last), { name: path, followLinks: false });
  } finally {
    for (const directory of opened) directory.close();
  }
}
