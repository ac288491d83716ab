import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { FilePlace } from '../files/user-files.ts';
import { similarName } from '../tree/read/similar-name.ts';

/**
 * Returns the name most similar to the first missing name of a path, from the same directory; undefined if no name is similar, and for an
 * existing path. Names outside of `below` stay unsaid. Throws nothing, because the name is only for a hint.
 */
export function nearestName({ path: file, below }: FilePlace): string | undefined {
  try {
    if (existsSync(file)) return undefined;
    const missing = firstMissing(file);
    const parent = path.dirname(missing);
    if (below !== undefined && leadsOut(parent, below)) return undefined;
    return similarName(path.basename(missing), readdirSync(parent));
  } catch {
    return undefined;
  }
}

function firstMissing(file: string): string {
  const parent = path.dirname(file);
  return existsSync(parent) ? file : firstMissing(parent);
}

/** Whether links lead out of the directory. @throws system error if the file is missing */
export function leadsOut(file: string, directory: string): boolean {
  const way = path.relative(realpathSync(directory), realpathSync(file));
  return way === '..' || way.startsWith('../');
}
