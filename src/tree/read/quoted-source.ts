import type { ManifestRequest } from '../../contract/trees.ts';
import type { Directory } from '../directory.ts';

/** More words than a usual name has. */
const MAX_WORDS = 16;

interface Missing {
  readonly parent: Directory;
  /** The missing name in `parent`. */
  readonly name: string;
  /** The source that ends in the name. */
  readonly src: string;
}

/** Returns a missing source and the next sources as a single path with blanks, if such a file exists: its quotes are missing in the spec. */
export function quotedSource(
  { parent, name, src }: Missing,
  all: ManifestRequest['src'],
): string | undefined {
  if (!src.endsWith(name)) return undefined;
  const start = all.indexOf(src) + 1;
  let more = '';
  for (const next of all.slice(start, start + MAX_WORDS)) {
    if (typeof next !== 'string') return undefined;
    more += ` ${next}`;
    if (exists(parent, `${name}${more}`.split('/'))) return src + more;
  }
  return undefined;
}

function exists(parent: Directory, [name = '', ...rest]: readonly string[]): boolean {
  if (name === '..') return false;
  try {
    if (rest.length === 0) return name === '' || parent.stat(name) !== undefined;
    const inside = parent.openDirectory(name || '.');
    try {
      return exists(inside, rest);
    } finally {
      inside.close();
    }
  } catch {
    return false;
  }
}
