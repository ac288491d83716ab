import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { root } from './image-layout.ts';

interface Image {
  /** Where the files go: `layout` is an image layout, and `tree` the root file system, if that is wanted too. */
  readonly places: { readonly tree?: string; readonly layout: string };
  /** Tells what is made, before the wait. */
  readonly message: string;
  /** Makes `layout`, and perhaps `tree`, in a directory of this user. */
  readonly make: (directory: string) => Promise<void>;
}

/** Makes an image, unless it is there. The files are whole or absent, and all users can read the layout, whatever the umask. */
export async function madeOnce({ places, message, make }: Image): Promise<void> {
  const isMade = () => existsSync(path.join(places.layout, 'index.json'));
  if (isMade()) return;
  const parent = path.dirname(places.layout);
  mkdirSync(parent, { recursive: true });
  const making = mkdtempSync(path.join(parent, 'making-'));
  try {
    console.log(message);
    await make(making);
    await root(['chmod', '-R', 'a+rX', path.join(making, 'layout')]);
    await root(['chmod', 'a+rx', path.dirname(parent), parent]);
    // Another process may have been quicker, and others may use its files.
    if (isMade()) return;
    for (const [name, place] of Object.entries(places)) {
      await root(['rm', '-rf', place]);
      await root(['mv', path.join(making, name), place]);
    }
  } finally {
    await root(['rm', '-rf', making]);
  }
}
