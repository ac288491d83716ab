import type { Reading } from './read/reading.ts';

/**
 * Adds a warning if the copy takes files that change without a change of the sources, because such a copy is rarely cached. An
 * ignore file shows that the author has chosen the files.
 */
export function warnOfChurn({ entries, warnings, request, ignored }: Reading): void {
  const { isUsers, specFile } = request;
  if (isUsers !== true || ignored !== undefined) return;
  const taken = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'file') continue;
    if (entry.from.startsWith('.git/')) taken.add('.git');
    if (entry.from === specFile) taken.add(specFile);
  }
  if (taken.size === 0) return;
  const names = [...taken];
  warnings.push(
    `the copy includes ${names.join(' and ')}, so commits and edits of the spec run the next steps again: ` +
      `list ${names.length === 1 ? 'the name' : 'both'} in .dockerignore`,
  );
}
