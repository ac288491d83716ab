// Files of root in a clone would stop its owner: git warns, act cannot copy the clone, and the next run cannot write.
import { mkdirSync, statSync } from 'node:fs';
import { project } from '../machine.mjs';
import { root } from './image-layout.ts';

/** Gives a directory with all its files to the owner of this clone. */
export async function giveToOwner(directory: string): Promise<void> {
  const { uid, gid } = statSync(project);
  await root(['chown', '-R', `${uid}:${gid}`, directory]);
}

/** Makes directories in which the owner of this clone may write, also after an earlier run as root. */
export async function ownDirectories(...directories: readonly string[]): Promise<void> {
  for (const directory of directories) {
    mkdirSync(directory, { recursive: true });
    if (statSync(directory).uid !== statSync(project).uid) await giveToOwner(directory);
  }
}
