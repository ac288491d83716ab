import type { Position } from '../../errors.ts';
import { printAtom, quoted } from '../print.ts';
import { shorten } from '../sexp/datum.ts';
import type { Advice } from './literal.ts';

const WILDCARD = /[*?[]/;

/** In OBuilder a source has no wildcards. A file of this name is rare. */
export function onWildcard(source: string, at: Position): readonly Advice[] {
  if (!/[*?]/.test(source)) return [];
  const message = `src takes ${shorten(source)} as an exact path, without wildcards`;
  return [{ message, value: source, hint: `Write (src (glob ${quoted(source)})).`, at }];
}

/** In OBuilder an excluded name has no wildcards, so the atom `*.o` excludes only a file with that very name. */
export function onExcludedName(name: string, at: Position): readonly Advice[] {
  if (name.includes('/')) {
    const message = `exclude takes a base name, and ${shorten(name)} has a slash`;
    return [{ message, value: name, hint: withoutSlashes(name), at }];
  }
  if (!WILDCARD.test(name)) return [];
  const message = `exclude takes ${shorten(name)} as an exact name, without wildcards`;
  return [{ message, value: name, hint: `Write (glob ${quoted(`**/${name}`)}).`, at }];
}

/** As in an ignore file, a slash at the end alone leaves a name for any depth. */
function withoutSlashes(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return 'Remove it, or write (path PATH) below the root of the source.';
  const path = parts.join('/');
  if (path === '') return 'Remove it.';
  const isAtAnyDepth = parts.length === 1 && name.startsWith(path);
  if (WILDCARD.test(path)) return `Write (glob ${quoted(`${isAtAnyDepth ? '**/' : ''}${path}`)}).`;
  return isAtAnyDepth ? `Write ${printAtom(path)}.` : `Write (path ${printAtom(path)}).`;
}
