import { printAtom, quoted } from '../print.ts';
import type { Datum } from '../sexp/datum.ts';

const ASSIGNED = /^([A-Za-z_][\w.]*)=(.*)$/s;
const USUAL_NAME = /^[A-Z_][A-Z\d_]*$/;

/** Returns the hint for several variables, for `NAME=VALUE` as in a Dockerfile, and for a value of several words. */
export function envHint(args: readonly Datum[]): string | undefined {
  const lists = args.flatMap((arg) => (arg.kind === 'list' ? [wordsOf(arg.items)] : []));
  const operations = lists.length === 0 ? fromWords(wordsOf(args)) : lists.map(pairOf);
  if (lists.length > 0 && lists.length < args.length) return undefined;
  return operations.includes(undefined) ? undefined : `Write ${operations.join(' ')}.`;
}

type Offers = readonly (string | undefined)[];

const wordsOf = (data: readonly Datum[]): readonly string[] =>
  data.flatMap((datum) => (datum.kind === 'atom' ? [datum.text] : []));

const pairOf = ([name = '', value = '', ...more]: readonly string[]): string | undefined =>
  /^[^=]+$/.test(name) && more.length === 0 ? `(env ${printAtom(name)} ${printAtom(value)})` : undefined;

function fromWords(words: readonly string[]): Offers {
  if (words.some((word) => ASSIGNED.test(word))) return fromAssignments(words);
  const [name = '', second = '', ...rest] = words;
  if (second === '=' && rest.length > 0) return [pairOf([name, rest.join(' ')])];
  const pairs = Array.from({ length: words.length / 2 }, (_, index) => words.slice(2 * index, 2 * index + 2));
  if (words.length % 2 === 0 && pairs.every(([one = '']) => USUAL_NAME.test(one))) return pairs.map(pairOf);
  return [pairOf([name, [second, ...rest].join(' ')])];
}

/** A quote ends an atom, so `A="b c"` are the words `A=` and `b c`. */
function fromAssignments(words: readonly string[]): Offers {
  const offers: (string | undefined)[] = [];
  for (let index = 0; index < words.length; index++) {
    const [, name, value = ''] = ASSIGNED.exec(words[index] ?? '') ?? [];
    const next = words[index + 1];
    const isSplit = value === '' && next !== undefined && !ASSIGNED.test(next);
    if (isSplit) index++;
    offers.push(name === undefined ? undefined : `(env ${name} ${quoted(isSplit ? next : value)})`);
  }
  return offers;
}

/** Returns the hint for `NAME=DEFAULT` as in a Dockerfile. A quote ends a word, so `A="b c"` are the words `A=` and `b c`. */
export function argHint([first, second, extra]: readonly Datum[]): string | undefined {
  const text = first?.kind === 'atom' ? first.text : '';
  const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || extra !== undefined) return undefined;
  const quotedPart = value === '' && second?.kind === 'atom' ? second.text : undefined;
  if (second !== undefined && quotedPart === undefined) return undefined;
  return `Write (arg ${name} ${printAtom(quotedPart ?? value)}).`;
}
