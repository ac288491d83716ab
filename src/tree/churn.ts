import type { Reading } from './read/reading.ts';

/**
 * Adds a warning if the copy or mount takes files that change without a change of the sources, because such a step is rarely cached,
 * or the spec's own base images, because these are large and in the file system already.
 * With an ignore file, the author has chosen the files, except for the outputs of the build itself: the first build has none.
 */
export function warnOfChurn({ entries, warnings, request, ignored }: Reading): void {
  const { isUsers, isMount, specFile, outputs = [], images = [] } = request;
  if (isUsers !== true) return;
  const taken = new Set<string>();
  const written = new Set<string>();
  const based = new Set<string>();
  for (const { kind, from } of entries) {
    if (kind !== 'file') continue;
    if (from.startsWith('.git/')) taken.add('.git');
    if (from === specFile) taken.add(specFile);
    const holdsFile = (name: string) => from === name || from.startsWith(`${name}/`);
    const image = images.find(holdsFile);
    if (image !== undefined) based.add(image);
    const output = outputs.find(holdsFile);
    if (output !== undefined) written.add(output);
  }
  const includes = `the ${isMount === true ? 'mount' : 'copy'} includes`;
  if (taken.size > 0 && ignored === undefined)
    warnings.push(`${includes} ${listed(taken, 'commits and edits of the spec run')}`);
  if (based.size > 0 && ignored === undefined)
    warnings.push(
      `${includes} base images of this spec, ${shown([...based])}, whose files the steps have already: ${remedy(based)}`,
    );
  if (written.size > 0)
    warnings.push(`${includes} outputs of this build, ${listed(written, 'the next build runs')}`);
}

function listed(names: ReadonlySet<string>, why: string): string {
  return `${shown([...names])}, so ${why} the next steps again: ${remedy(names)}`;
}

function remedy({ size }: ReadonlySet<string>): string {
  return `list ${size === 1 ? 'the name' : size === 2 ? 'both' : 'all'} in .dockerignore`;
}

const MAX_SHOWN = 5;

function shown(names: readonly string[]): string {
  const first = names.slice(0, MAX_SHOWN);
  const last = names.length > MAX_SHOWN ? `${names.length - MAX_SHOWN} more` : (first.pop() ?? '');
  return first.length === 0 ? last : `${first.join(', ')} and ${last}`;
}
