/** A pattern, directory by directory. `**` is any number of directories. */
export type Glob = readonly ('**' | ((name: string) => boolean))[];

/** Parses a pattern of the spec. Knows `*`, `?` and `**`; a leading dot is an ordinary character. */
export function parseGlob(pattern: string): Glob {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return parts.map((part) => (part === '**' ? part : (name: string) => matches([...part], [...name])));
}

/**
 * Whether a name matches a pattern of one directory. A mismatch only goes back to the last `*`, so the time is at most the product of
 * both lengths, whatever the pattern; a regular expression could take exponential time.
 */
function matches(pattern: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  let star: { readonly after: number; readonly from: number } | undefined;
  let position = 0;
  while (position < name.length) {
    const token = pattern[at];
    if (token === '*') {
      at += 1;
      star = { after: at, from: position };
    } else if (token === '?' || (token !== undefined && token === name[position])) {
      at += 1;
      position += 1;
    } else if (star !== undefined) {
      star = { after: star.after, from: star.from + 1 };
      at = star.after;
      position = star.from;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Where a pattern may go on: the indexes of its next directories. */
export type Positions = ReadonlySet<number>;

export const startOf = (glob: Glob): Positions => spread(glob, [0]);

/** Returns whether an entry of a directory matches the whole pattern, and the positions inside the entry. */
export function step(
  glob: Glob,
  positions: Positions,
  name: string,
): { readonly isMatch: boolean; readonly inside: Positions } {
  const next: number[] = [];
  for (const position of positions) {
    const part = glob[position];
    if (part === '**') next.push(position, ...(position + 1 === glob.length ? [glob.length] : []));
    else if (part?.(name) === true) next.push(position + 1);
  }
  const inside = spread(glob, next);
  return { isMatch: inside.has(glob.length), inside };
}

/** Adds the positions after each `**`, which may stand for no directory, except at the end: `src/**` does not mean `src`. */
function spread(glob: Glob, positions: readonly number[]): Positions {
  const all = new Set(positions);
  for (const position of all)
    if (glob[position] === '**' && position + 1 < glob.length) all.add(position + 1);
  return all;
}
