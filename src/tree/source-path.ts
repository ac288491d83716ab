import type { Stats } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import type { ManifestEntry, ManifestRequest } from './contract.ts';
import type { Directory } from './directory.ts';
import { refused } from './refused.ts';

interface SourcePath {
  /** Components without `.`; none for the whole root. */
  readonly parts: readonly string[];
  /** The path ends in `/`, which only a directory may. */
  readonly needsDirectory: boolean;
}

/** @throws ObuilderError `copy-refused` for `..` */
export function splitSource(src: string, { rootName }: ManifestRequest): SourcePath {
  const parts = src.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) {
    throw refused(`the source ${JSON.stringify(src)} leads out of ${rootName}`, {
      value: src,
      hint: 'Sources are relative to the root that is copied from; ".." is not allowed in them.',
    });
  }
  return { parts, needsDirectory: src.endsWith('/') };
}

interface Wanted extends SourcePath {
  readonly src: string;
  readonly request: ManifestRequest;
}

/** A source that is there: the directory that it is in, held open, and what it is. */
export interface FoundSource {
  readonly parent: Directory;
  readonly stats: Stats;
  close(): void;
}

/**
 * Goes down to a source, component by component, through directories only.
 *
 * @throws ObuilderError `copy-refused` for what is missing (with the nearest name) and for a way through a link
 */
export function findSource(root: Directory, wanted: Wanted): FoundSource {
  const opened: Directory[] = [];
  const close = () => {
    for (const directory of opened) directory.close();
  };
  try {
    let parent = root;
    for (const name of wanted.parts.slice(0, -1)) {
      checkWay(parent, name, wanted);
      parent = parent.openDirectory(name);
      opened.push(parent);
    }
    const last = wanted.parts.at(-1) ?? '';
    const stats = parent.stat(last);
    if (stats === undefined) throw missing(parent, last, wanted);
    if (wanted.needsDirectory && !stats.isDirectory()) {
      throw refused(`the source ${JSON.stringify(wanted.src)} ends in "/" but is no directory`, {
        value: wanted.src,
      });
    }
    return { parent, stats, close };
  } catch (error) {
    close();
    throw error;
  }
}

function checkWay(parent: Directory, name: string, wanted: Wanted): void {
  const stats = parent.stat(name);
  if (stats === undefined) throw missing(parent, name, wanted);
  if (stats.isDirectory()) return;
  const { src } = wanted;
  const what = stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
  throw refused(`the source ${JSON.stringify(src)} goes through ${what}, ${JSON.stringify(name)}`, {
    value: src,
    hint: stats.isSymbolicLink()
      ? `Name the directory that it points to, ${JSON.stringify(parent.readLink(name))}.`
      : undefined,
  });
}

function missing(parent: Directory, name: string, { src, request }: Wanted) {
  const names = parent.list();
  const hint =
    names.length === 0
      ? undefined
      : `The nearest name there is ${JSON.stringify(closest(name, [...names]))}.`;
  return refused(
    `the source ${JSON.stringify(src)} is not in ${request.rootName}: there is no ${JSON.stringify(name)}`,
    {
      value: src,
      hint,
    },
  );
}

/**
 * What the destination asks of the sources: several of them, or a file at `.`, want a destination that ends in `/`.
 *
 * @throws ObuilderError `copy-refused`
 */
export function checkShape({ src, dst }: ManifestRequest, entries: readonly ManifestEntry[]): void {
  if (dst.endsWith('/')) return;
  const hint = `Write (dst ${dst}/) to copy into a directory.`;
  if (src.length > 1)
    throw refused(`several sources need a destination that ends in "/", not ${JSON.stringify(dst)}`, {
      value: dst,
      hint,
    });
  const isFile = entries.length === 1 && entries[0]?.kind !== 'directory';
  if (isFile && /(^|\/)\.\.?$/.test(dst)) {
    throw refused(`a file cannot become the directory ${JSON.stringify(dst)}`, { value: dst, hint });
  }
}
