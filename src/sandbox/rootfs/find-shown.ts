import path from 'node:path';
import { type HeldDirectory, holdDirectory } from './held-directory.ts';
import { refused } from './refused.ts';

/**
 * Finds files to show below a directory of the host.
 *
 * @throws ObuilderError `sandbox-failed` for a missing path, a path with `..` or through a link, and anything but a file or a directory
 */
export function findShown(
  root: string,
  below: string,
): { readonly source: string; readonly kind: 'file' | 'directory' } {
  const names = below.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw refused(below, 'cannot be mounted: .. may lead out of the source');
  const source = path.join(root, ...names);
  const held: HeldDirectory[] = [];
  try {
    let directory = holdDirectory(root);
    held.push(directory);
    for (const name of names.slice(0, -1)) {
      directory = directory.open(name);
      held.push(directory);
    }
    const last = names.at(-1);
    const stats = last === undefined ? undefined : directory.stat(last);
    if (last === undefined || stats?.isDirectory()) return { source, kind: 'directory' };
    if (stats?.isFile()) return { source, kind: 'file' };
  } catch (cause) {
    throw refused(below, 'cannot be mounted: a directory on the way is missing or a link', { cause });
  } finally {
    for (const directory of held) directory.close();
  }
  throw refused(below, 'cannot be mounted: neither a file nor a directory');
}
