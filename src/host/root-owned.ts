import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** Bits by which others than the owner may write. */
const OTHERS_WRITE = 0o022;

/**
 * The first part of a path that somebody else than root may change, from the root directory down; undefined where nobody can.
 * Root's own links on the way are followed.
 */
export function changeableByOthers(file: string): string | undefined {
  const parts = realpathSync(file).split('/').filter(Boolean);
  const chain = ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
  return [...linksTo(file), ...chain].find((part) => !isOnlyRoots(part));
}

function isOnlyRoots(part: string): boolean {
  const { uid, gid, mode } = lstatSync(part);
  if (uid !== 0) return false;
  if (lstatSync(part).isSymbolicLink()) return true;
  // A group of root's may write: whoever is in that group is root already.
  return (mode & (gid === 0 ? 0o002 : OTHERS_WRITE)) === 0;
}

/** The path and the directories above it as they are written, links among them. */
function linksTo(file: string): readonly string[] {
  return file === '/' ? [] : [...linksTo(path.dirname(file)), file];
}
