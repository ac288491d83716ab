import type { Shell } from '../../contract/spec.ts';
import { printAtom, quoted } from '../print.ts';
import { shorten } from '../sexp/datum.ts';
import { isArray, wordsOfArray } from '../slips/array.ts';
import type { Advice } from './literal.ts';

/** Advice on a shell in a single string, and in the form of a Dockerfile: `["/bin/sh", "-c"]`. */
export function onShell({ argv, at }: Shell): readonly Advice[] {
  const [program = '', ...rest] = argv;
  if (isArray(argv)) {
    const message = 'the words of a shell have blanks between them, without brackets and commas';
    return [{ message, value: program, hint: offer(wordsOfArray(argv)), at }];
  }
  if (!/\s/.test(program)) return [];
  const message = `the program of the shell is ${quoted(shorten(program))} with its blank`;
  return [{ message, value: program, hint: offer([...wordsOfString(program), ...rest]), at }];
}

const offer = (words: readonly string[]) =>
  `Write (shell ${(words.length === 0 ? ['/bin/sh', '-c'] : words).map(printAtom).join(' ')}).`;

/** As a shell reads a string: quotes keep blanks. */
const wordsOfString = (text: string): readonly string[] =>
  (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll(/^["']|["']$/g, ''));
