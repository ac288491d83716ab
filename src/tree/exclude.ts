import type { Exclude } from '../contract/spec.ts';

/** Tells whether to leave out what a directory holds under `name`; `path` is relative to the root that is copied from. */
export type Filter = (name: string, path: string) => boolean;

/** The named source itself is never asked about, only what is below it. */
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
 * `*` stays in one directory, `**` does not, and a leading dot is a letter like others. A leading `!` too: with nothing to
 * take back, it would leave out all but one file.
 */
async function matcher(globs: readonly string[]): Promise<(path: string) => boolean> {
  const { default: picomatch } = await import('picomatch');
  const patterns = globs.map((glob) => glob.replace(/^\.?\/+/, '').replace(/(?<=.)\/+$/, ''));
  return picomatch(patterns, { dot: true, nonegate: true });
}
