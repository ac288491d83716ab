import type { Stats } from 'node:fs';
import type { ManifestEntry, ManifestRequest } from '../../contract/trees.ts';
import type { Directory } from '../directory.ts';
import { readError, refused } from '../refused.ts';
import { quotedSource } from './quoted-source.ts';
import { similarName } from './similar-name.ts';

interface SourcePath {
  /** Components without `.`; empty for the whole root. */
  readonly parts: readonly string[];
  /** Whether the path ends in `/` or `/.` and so must name a directory. */
  readonly needsDirectory: boolean;
}

/** @throws ObuilderError `copy-refused` for `..` */
export function splitSource(src: string, { rootName }: ManifestRequest): SourcePath {
  const parts = src.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) {
    throw refused(`the source ${JSON.stringify(src)} leads out of ${rootName}`, {
      value: src,
      hint: `Sources are relative to ${rootName}; ".." is not allowed.`,
    });
  }
  return { parts, needsDirectory: /\/\.?$/.test(src) };
}

interface Wanted extends SourcePath {
  readonly src: string;
  readonly request: ManifestRequest;
}

/** An existing source: its open parent directory and its stats. */
export interface FoundSource {
  readonly parent: Directory;
  readonly stats: Stats;
  close(): void;
}

/**
 * Opens the parent directory of a source, component by component, through directories only.
 *
 * @throws ObuilderError `copy-refused` for a missing component (with the most similar name) and for a link on the way
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
    if (wanted.needsDirectory) checkWay(parent, last, wanted);
    const stats = parent.stat(last);
    if (stats === undefined) throw missing(parent, last, wanted);
    return { parent, stats, close };
  } catch (error) {
    close();
    throw readError(error, wanted.parts.join('/'), wanted.request.rootName);
  }
}

/** @throws ObuilderError `copy-refused` unless `name` is a directory */
function checkWay(parent: Directory, name: string, wanted: Wanted): void {
  const stats = parent.stat(name);
  if (stats === undefined) throw missing(parent, name, wanted);
  if (stats.isDirectory()) return;
  const { src, request } = wanted;
  const isLink = stats.isSymbolicLink();
  const fault = isLink ? 'goes through the symbolic link' : 'needs a directory instead of the file';
  throw refused(`the source ${JSON.stringify(src)} ${fault} ${JSON.stringify(name)} of ${request.rootName}`, {
    value: src,
    hint: isLink
      ? `Name the target of the link, ${JSON.stringify(parent.readLink(name))}, instead.`
      : `Remove everything after ${JSON.stringify(name)}.`,
  });
}

function missing(parent: Directory, name: string, { src, request }: Wanted) {
  return refused(`the source ${JSON.stringify(src)} is not in ${request.rootName}${whereOf(name, src)}`, {
    value: src,
    hint: hintFor(parent, name, { src, request }),
  });
}

function hintFor(parent: Directory, name: string, { src, request }: Pick<Wanted, 'src' | 'request'>): string {
  const quoted = quotedSource({ parent, name, src }, request.src);
  if (quoted !== undefined) return `Write ${JSON.stringify(quoted)} in quotes.`;
  const nearest = similarName(name, parent.list());
  return nearest === undefined
    ? `Sources are relative to ${request.rootName}.`
    : `Did you mean ${JSON.stringify(nearest)}?`;
}

const whereOf = (name: string, src: string) =>
  src === name ? '' : `: ${JSON.stringify(name)} does not exist`;

/**
 * Checks a destination without looking at the sources' kinds.
 *
 * @throws ObuilderError `copy-refused`
 */
export function checkDestination({ src, dst }: Pick<ManifestRequest, 'src' | 'dst'>): void {
  if (dst.split('/').includes('..')) {
    throw refused(`the destination ${JSON.stringify(dst)} contains ".."`, {
      value: dst,
      hint: 'Write the path without "..".',
    });
  }
  if (dst.endsWith('/') || (src.length <= 1 && src.every((source) => typeof source === 'string'))) return;
  throw refused(`several sources need a destination that ends in "/", not ${JSON.stringify(dst)}`, {
    value: dst,
    hint: `Write (dst ${dst}/) to copy into a directory.`,
  });
}

/**
 * Checks that a destination which ends in `.` gets a directory, not a file.
 *
 * @throws ObuilderError `copy-refused`
 */
export function checkShape({ dst }: ManifestRequest, entries: readonly ManifestEntry[]): void {
  if (!/(^|\/)\.$/.test(dst) || entries[0]?.kind === 'directory') return;
  throw refused(`a file cannot become the directory ${JSON.stringify(dst)}`, {
    value: dst,
    hint: `Write (dst ${dst}/) to copy into a directory.`,
  });
}
