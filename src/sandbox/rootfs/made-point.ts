import type { FileTime } from '../../files/file-time.ts';
import { NewTimes } from '../../files/new-times.ts';
import { filesAfterStep } from '../../host/overlay.ts';
import { type HeldDirectory, holdDirectory } from './held-directory.ts';

/** A mount point that the root lacked before the step. */
export interface MadePoint {
  /** A directory of the host: the step's root, or a cache slot. */
  readonly root: string;
  /** The names from there to an existing directory. */
  readonly parent: readonly string[];
  /** The made names below, the outermost first. */
  readonly names: readonly string[];
  /** The time of the existing directory before and after. */
  readonly before: FileTime;
  readonly after: FileTime;
}

/**
 * Removes mount points after a step, the last first, and gives their parents the old times. Keeps everything that the step has changed.
 * No path leads through a link, because the step may have exchanged a directory for a link to the host.
 */
export async function removePoints(points: readonly MadePoint[]): Promise<void> {
  for (const point of points.toReversed()) await removePoint(point, filesAfterStep(point.root));
}

async function removePoint({ parent, names, before, after }: MadePoint, root: string): Promise<void> {
  const held: HeldDirectory[] = [];
  const times = new NewTimes();
  try {
    let directory = hold(held, holdDirectory(root));
    for (const name of parent) directory = hold(held, directory.open(name));
    const isOurs = directory.modified() === after;
    const parents = [directory];
    for (const name of names.slice(0, -1)) {
      directory = hold(held, directory.open(name));
      parents.push(directory);
    }
    for (const [depth, name] of [...names.entries()].reverse()) parents[depth]?.removeEmpty(name);
    if (isOurs) times.set('', { path: parent.join('/'), modified: before }, parents[0]?.descriptor ?? -1);
  } catch {
    // The step has moved, replaced or filled a directory.
    return;
  } finally {
    for (const directory of held) directory.close();
  }
  await times.finish(root);
}

function hold(held: HeldDirectory[], directory: HeldDirectory): HeldDirectory {
  held.push(directory);
  return directory;
}
