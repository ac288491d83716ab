import type { Exclude } from '../contract/spec.ts';

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

/**
 * `*` stays in one directory, `**` does not. A leading dot is an ordinary letter. A leading `!` is an ordinary letter too,
 * because without an earlier pattern a negation would leave out all files but one.
 */
async function matcher(globs: readonly string[]): Promise<(path: string) => boolean> {
  const { default: picomatch } = await import('picomatch');
  const patterns = globs.map((glob) => glob.replace(/^\.?\/+/, '').replace(/(?<=.)\/+$/, ''));
  return picomatch(patterns, { dot: true, nonegate: true });
}
