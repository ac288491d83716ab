import type { ExportRequest } from '../contract/exports.ts';
import { ObuilderError } from '../errors.ts';
import { resolveInside } from '../files/inside.ts';
import { splitPath } from '../tree/cursor.ts';
import { parsePattern } from '../tree/pattern/pattern.ts';

/** The part of a result that an output names. */
export type Selection =
  /** A single file: its directory and name, and the name at the destination. */
  | { readonly kind: 'file'; readonly directory: string; readonly name: string; readonly as: string }
  /** Files below a directory. Their paths at the destination start there. */
  | {
      readonly kind: 'tree';
      readonly directory: string;
      /** Whether a path below the directory is asked for, with everything below; undefined for everything. */
      readonly isAsked: ((path: string) => boolean) | undefined;
    };

/**
 * Finds what `src` names in a result. Links on the way to the pattern are followed inside the result.
 *
 * @param root the directory of the result's files
 * @param id the id that `shell` opens
 * @throws ObuilderError `files-missing` if nothing has this name; `export-failed` for a path that cannot be followed
 */
export async function select(
  { root, id }: Pick<ExportRequest, 'root' | 'id'>,
  src: string | undefined,
): Promise<Selection> {
  if (src === undefined) return { kind: 'tree', directory: root, isAsked: undefined };
  const { base, glob } = await partsOf(src);
  const refuse = (why: string) =>
    new ObuilderError('export-failed', textOf(src, why), { value: src, hint: hintFor(id) });
  const isAsked = glob === '' ? undefined : await parsePattern(glob, refuse);
  const place = resolveInside(root, base, {
    refuse: (reason) => refuse(`${JSON.stringify(base)} ${reason}`),
  });
  if (place.found === undefined)
    throw filesMissing(src, `the result has no ${JSON.stringify(place.inside)}`, id);
  if (place.found === 'directory') return { kind: 'tree', directory: place.file, isAsked };
  if (glob !== '') throw refuse(`${JSON.stringify(place.inside)} is no directory`);
  const { parent, name } = splitPath(place.file);
  // The name as asked, even if links led to another name.
  return { kind: 'file', directory: parent, name, as: splitPath(base.replace(/(?:\/\.?)+$/, '')).name };
}

/** The part before the first wildcard, without escapes, and the rest. */
export async function partsOf(src: string): Promise<{ readonly base: string; readonly glob: string }> {
  const { default: picomatch } = await import('picomatch');
  const { base, glob } = picomatch.scan(src.replace(/^(?:\.?\/)+/, ''), { nonegate: true });
  return { base: base.replaceAll(/\\(.)/g, '$1'), glob: glob.replace(/\/+$/, '') };
}

const SHOWN_DIGITS = 12;

/** The error for a `src` without any file. */
export function filesMissing(src: string, why: string, id: string | undefined): ObuilderError {
  return new ObuilderError('files-missing', textOf(src, why), { value: src, hint: hintFor(id) });
}

const textOf = (src: string, why: string) => `could not export ${JSON.stringify(src)}: ${why}`;

function hintFor(id: string | undefined): string {
  const look = id === undefined ? '' : `; \`shell ${id.slice(0, SHOWN_DIGITS)}\` opens them`;
  return `Compare src with the files of the result${look}.`;
}
