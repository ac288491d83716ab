import { posix } from 'node:path';
import type { Position } from '../errors.ts';
import { invalid } from './fail.ts';

/** Refuses a path with `..`, because its meaning would differ between builders. */
export function refuseParent(path: string, what: string, at: Position): string {
  if (path.split('/').includes('..')) {
    invalid(`${what} has .. in it`, {
      at,
      value: path,
      hint: what === 'dst' ? 'Write a destination below / or below the workdir.' : BELOW,
    });
  }
  return path;
}

const BELOW = 'Write a path below the root of the source, and choose a larger context if necessary.';

/**
 * The sandbox's own mounts in every step. A mount of the spec on these paths would change files that the sandbox itself
 * opens.
 */
const OWN_PLACES = ['/dev', '/proc', '/sys', '/etc/hosts', '/etc/resolv.conf'] as const;

/**
 * Returns the absolute target of a mount, without `.`, `..`, doubled or final slashes. A relative target is relative to
 * `/`, as runc takes it in OBuilder, whatever the workdir.
 */
export function mountTarget(path: string, at: Position): string {
  const target = posix.normalize(`/${path}`).replace(/(?<=.)\/$/, '');
  if (target === '/') {
    invalid('a mount cannot hide the whole root', { at, value: path, hint: 'Give a target below /.' });
  }
  const own = OWN_PLACES.find((place) => target === place || target.startsWith(`${place}/`));
  if (own !== undefined) {
    invalid(`a mount cannot be ${target === own ? 'on' : 'in'} ${own}, which the sandbox itself mounts`, {
      at,
      value: path,
      hint: `Give a target outside of ${OWN_PLACES.join(', ')}.`,
    });
  }
  return target;
}

/** More directories than any path has. */
const MAX_PARTS = 100;
const MAX_LENGTH = 4096;

/** Returns a pattern for sources. @throws ObuilderError `spec-invalid` for a pattern with `..` or with signs of other languages */
export function sourceGlob(glob: string, at: Position): string {
  const fault = globFault(refuseParent(glob, 'a source', at));
  if (fault === undefined) return glob;
  return invalid(`the glob of a source ${fault.what}`, { at, value: glob, hint: fault.hint });
}

/** Returns the fault of a pattern, as the end of a sentence, and the remedy; undefined for a good pattern. */
function globFault(glob: string): { readonly what: string; readonly hint: string } | undefined {
  const parts = glob.split('/');
  if (glob.length > MAX_LENGTH || parts.length > MAX_PARTS)
    return {
      what: `has more than ${MAX_LENGTH} characters or ${MAX_PARTS} directories`,
      hint: 'Shorten it.',
    };
  if (parts.some((part) => part !== '**' && part.includes('**')))
    return {
      what: 'has ** beside other characters',
      hint: 'Write ** as a whole directory, as in src/**/*.c.',
    };
  // `${NAME}` is an arg.
  if (/[[\]\\]|(?<!\$)\{/.test(glob))
    return { what: 'has a bracket, a brace or a backslash', hint: 'Write ? or * in its place.' };
  return undefined;
}
