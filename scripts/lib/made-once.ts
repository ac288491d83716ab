import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { root } from './image-layout.ts';

interface Image {
  /** A directory for the files: an image layout in `layout`, and whatever else `make` writes. */
  readonly place: string;
  /** Tells what is made, before the wait. */
  readonly message: string;
  /** Makes the files in a directory of this user. */
  readonly make: (directory: string) => Promise<void>;
}

/** Makes an image, unless it is there. The files are whole or absent, and all users can read the layout, whatever the umask. */
export async function madeOnce({ place, message, make }: Image): Promise<void> {
  const isMade = () => existsSync(path.join(place, 'layout/index.json'));
  if (isMade()) return;
  const parent = path.dirname(place);
  mkdirSync(parent, { recursive: true });
  const making = mkdtempSync(path.join(parent, 'making-'));
  try {
    console.log(message);
    await make(making);
    await root(['chmod', '-R', 'a+rX', path.join(making, 'layout')]);
    await root(['chmod', 'a+rx', path.dirname(parent), parent, making]);
    // One rename, which fails if another process was quicker: others may use its files.
    await root(['mv', '--no-target-directory', making, place]);
  } catch (error) {
    if (!isMade()) throw error;
  } finally {
    await root(['rm', '-rf', making]);
  }
}
