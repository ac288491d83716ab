import { closest, distance } from 'fastest-levenshtein';

/** Bounds the search: a comparison costs the product of both lengths. */
const MAX_NAME = 255;

/** Returns the name most similar to a missing name of a file; undefined if no name is similar. */
export function similarName(name: string, names: readonly string[]): string | undefined {
  const known = names.filter(({ length }) => length <= MAX_NAME);
  if (known.length === 0) return undefined;
  const nearest = closest(name.slice(0, MAX_NAME), known);
  return distance(name, nearest) < Math.max(name.length, nearest.length) / 2 ? nearest : undefined;
}
