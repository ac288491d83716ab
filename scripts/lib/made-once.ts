import { existsSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { giveToOwner, ownDirectories } from './clone-owner.ts';
import { root } from './image-layout.ts';

interface Image {
  /** A directory for the image layout, which is in `layout`. */
  readonly place: string;
  /** Tells what is made, before the wait. */
  readonly message: string;
  /** Makes `layout` in a directory of this user. All other files there are deleted. */
  readonly make: (directory: string) => Promise<void>;
}

/**
 * Makes an image, unless it is there. The files are whole or absent, belong to the owner of the clone, and all users can read the files,
 * whatever the umask.
 */
export async function madeOnce({ place, message, make }: Image): Promise<void> {
  const isMade = () => existsSync(path.join(place, 'layout/index.json'));
  if (isMade()) return;
  const parent = path.dirname(place);
  await ownDirectories(parent);
  const making = mkdtempSync(path.join(parent, 'making-'));
  try {
    console.log(message);
    await make(making);
    await root([
      'find',
      making,
      '-mindepth',
      '1',
      '-maxdepth',
      '1',
      '!',
      '-name',
      'layout',
      '-exec',
      'rm',
      '-rf',
      '{}',
      '+',
    ]);
    await giveToOwner(making);
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
