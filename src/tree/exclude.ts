import type { Exclude } from '../contract/spec.ts';
import { parsePattern } from './pattern/pattern.ts';
import { refused } from './refused.ts';

/** Returns whether to leave out a directory's entry `name`; `path` is relative to the root of the copy. */
export type Filter = (name: string, path: string) => boolean;

/** Makes the filter for everything below a source. Callers never ask about the source itself. */
export async function makeFilter(excludes: readonly Exclude[]): Promise<Filter> {
  const patternsOf = (kind: Exclude['kind']) =>
    excludes.filter((one) => one.kind === kind).map(({ pattern }) => pattern);
  const names = new Set(patternsOf('name'));
  const paths = new Set(patternsOf('path').map(normalized));
  const globs = patternsOf('glob');
  const isMatch = globs.length === 0 ? () => false : await matcher(globs);
  return (name, path) => names.has(name) || paths.has(path) || isMatch(path);
}

function normalized(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

async function matcher(globs: readonly string[]): Promise<(path: string) => boolean> {
  const patterns = await Promise.all(globs.map(parseExclude));
  return (path) => patterns.some((matches) => matches(path));
}

async function parseExclude(glob: string): Promise<(path: string) => boolean> {
  return await parsePattern(withoutOuterSlashes(glob), (reason) =>
    refused(`could not exclude ${JSON.stringify(glob)}: ${reason}`, {
      value: glob,
      hint: 'Split the pattern, or exclude a (path …).',
    }),
  );
}

/** A loop, because an expression for the last slashes would take quadratic time. */
function withoutOuterSlashes(glob: string): string {
  const below = glob.replace(/^\.?\/+/, '');
  let end = below.length;
  while (end > 1 && below[end - 1] === '/') end -= 1;
  return below.slice(0, end);
}
