import type { Datum } from '../sexp/datum.ts';

/** The words of a mount as Docker names them, in a list each or in a text such as `type=cache,id=npm,target=/x`. */
export interface Words {
  type?: string;
  id?: string;
  source?: string;
  target?: string;
  sharing?: string;
  /** A stage or an image. */
  from?: string;
}

const MEANINGS: ReadonlyMap<string, keyof Words> = new Map([
  ['type', 'type'],
  ['id', 'id'],
  ['name', 'id'],
  ['source', 'source'],
  ['src', 'source'],
  ['target', 'target'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['dest', 'target'],
  ['path', 'target'],
  ['sharing', 'sharing'],
  ['from', 'from'],
]);

/** Returns the words with a value. A word alone is a path or else a name. */
export const wordsIn = (args: readonly Datum[]): Words => wordsFrom(args.flatMap(pairsIn));

/** Returns the words of a text such as `type=cache,id=npm,target=/x`. */
export const wordsInText = (text: string): Words => wordsFrom(pairsInText(text));

type Pair = readonly [name: string, value: string];

function wordsFrom(pairs: readonly Pair[]): Words {
  const words: Words = {};
  for (const [name, value] of pairs) {
    const meaning = MEANINGS.get(name);
    if (meaning !== undefined && value !== '') words[meaning] ??= value;
  }
  return words;
}

const pairsIn = (datum: Datum): readonly Pair[] =>
  datum.kind === 'list' ? pairInList(datum.items) : pairsInText(datum.text);

function pairsInText(text: string): readonly Pair[] {
  if (!text.includes('=')) return [[/^[/~]/.test(text) ? 'target' : 'id', text]];
  return text.split(',').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return [name, value];
  });
}

/** `(NAME VALUE)` and `(from (build VALUE))`. */
function pairInList([name, value]: readonly Datum[]): readonly Pair[] {
  if (name?.kind !== 'atom' || value === undefined) return [];
  if (value.kind === 'atom') return [[name.text, value.text]];
  const [build, inner] = value.items;
  const isBuild = build?.kind === 'atom' && build.text === 'build' && inner?.kind === 'atom';
  return isBuild ? [[name.text, inner.text]] : [];
}

/** Whether all arguments are words of a single mount, whose name has no parentheses of its own. */
export function areWords(args: readonly Datum[]): boolean {
  return args.every(isWord) && args.some((arg) => !isName(arg));
}

const isWord = (arg: Datum): boolean =>
  arg.kind === 'atom' ||
  (arg.items.length <= 2 &&
    arg.items.every(({ kind }) => kind === 'atom') &&
    arg.items[0]?.kind === 'atom' &&
    (MEANINGS.has(arg.items[0].text) || ['env', 'required', 'readonly', 'ro'].includes(arg.items[0].text)));

/** A list with a name alone is a secret of this name. */
export const isName = (arg: Datum): boolean => arg.kind === 'list' && arg.items.length < 2;
