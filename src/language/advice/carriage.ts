import { basename, extname } from 'node:path';
import type { Operation } from '../../contract/spec.ts';
import { textsOf } from './control.ts';
import type { Advice } from './literal.ts';

const VALUE = '\\r';

/** Advice on a text of several lines that end with CR LF. A string keeps both characters, because ids depend on them. */
export function onCarriageReturns(operation: Operation): readonly Advice[] {
  const { at } = operation;
  const [what] = textsOf(operation).find(([, text]) => text.includes('\r\n')) ?? [];
  if (what === undefined) return [];
  const meaning = operation.kind === 'run' ? 'which the shell reads as parts of words' : 'which stay in it';
  const message = `${what} has carriage returns at the ends of its lines, ${meaning}`;
  return [{ message, value: VALUE, hint: hintFor(at.file), at }];
}

function hintFor(file: string): string {
  const extension = extname(file);
  const pattern = extension === '' ? basename(file) : `*${extension}`;
  return `Save the file with LF at the ends of lines, and write "${pattern} text eol=lf" in .gitattributes if Git made them.`;
}

/** Keeps the first advice on carriage returns, because all lines of a file have the same end. */
export function onceForCarriageReturns(advice: readonly Advice[]): readonly Advice[] {
  const first = advice.findIndex(({ value }) => value === VALUE);
  return advice.filter(({ value }, index) => value !== VALUE || index === first);
}
