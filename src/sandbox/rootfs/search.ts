import { lstatSync } from 'node:fs';
import { resolveInside } from '../../files/inside.ts';
import { nativePath } from '../../files/names.ts';
import { isBase } from '../runc/mounts.ts';
import { refused } from './refused.ts';

/** The root file system of a step in which programs are searched. */
export interface SearchedRoot {
  readonly rootfs: string;
  /** The words that start the step. */
  readonly argv: readonly string[];
  /** The step's paths with mounts, whose files are not visible in `rootfs`. */
  readonly covered: ReadonlySet<string>;
}

/** Returns the first path of `name` in a search path that may be a program. */
export function lookUp(step: SearchedRoot, name: string, path: string): string | undefined {
  const candidates = path.split(':').filter((directory) => directory.startsWith('/'));
  return candidates.map((directory) => `${directory}/${name}`).find((file) => mayBeProgram(step, file));
}

/** Whether a path may be an executable file. A path below a mount is not visible, and counts only if argv names the path. */
export function mayBeProgram(step: SearchedRoot, file: string): boolean {
  try {
    const found = resolveInside(step.rootfs, file, {
      refuse: (reason) => refused(file, reason),
      covered: step.covered,
    });
    if (found.under === undefined) return found.found === 'other' && isProgram(found.file);
    // A program below /proc may be the runtime itself, or a file of the host that the runtime has open.
    return step.argv[0] === file && !isBase(found.under);
  } catch {
    return false;
  }
}

/** Whether a path of the host without links is an executable regular file. */
function isProgram(file: string): boolean {
  const stats = lstatSync(nativePath(file));
  return stats.isFile() && (stats.mode & 0o111) !== 0;
}
