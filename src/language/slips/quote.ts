import type { Datum } from '../sexp/datum.ts';
import { isArray } from './array.ts';

const HINT =
  'Write \\" for a quote inside a string: (shell "echo \\"hi\\""). Or use single quotes: (shell "echo \'hi\'").';

/** Returns the hint for words that a quote inside a string has made of the string. In an array, brackets and commas touch quotes. */
export function unescapedHint(words: readonly Datum[]): string | undefined {
  const atoms = words.flatMap((word) => (word.kind === 'atom' ? [word] : []));
  if (isArray(atoms.map(({ text }) => text))) return undefined;
  return atoms.some(({ touches }) => touches) ? HINT : undefined;
}
