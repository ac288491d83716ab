import { automatonOf } from './automaton.ts';
import { quickLength } from './effort.ts';
import { parseExpression } from './expression.ts';

/** Characters. The time of parsing grows with the square of the length. */
const MAX_LENGTH = 2048;

/**
 * Parses a pattern in the syntax of picomatch. `*` stays in one directory, `**` does not. A leading dot is an ordinary letter. A leading
 * `!` is an ordinary letter too, because without an earlier pattern a negation would mean all files but one.
 *
 * The time of a match is bounded: steps choose the names of files, and expressions of JavaScript can take exponential time.
 *
 * @param refuse makes the error for a pattern that is too large; `reason` continues a sentence about the pattern
 */
export async function parsePattern(
  pattern: string,
  refuse: (reason: string) => Error,
): Promise<(path: string) => boolean> {
  if (pattern === '') return () => false;
  if (pattern.length > MAX_LENGTH) throw refuse(`the pattern has more than ${MAX_LENGTH} characters`);
  const { default: picomatch } = await import('picomatch');
  const { source } = picomatch.makeRe(withoutClasses(pattern), { dot: true, nonegate: true });
  const expression = parseExpression(source);
  const matches = expression && automatonOf(expression);
  if (expression === undefined || matches === undefined) throw refuse('the pattern has too many parts');
  const quick = new RegExp(source, 's');
  const maxLength = quickLength(expression);
  return (path) => path === pattern || (path.length <= maxLength ? quick.test(path) : matches(path));
}

/** A backslash before a letter or digit would reach the expression, as `\\d` for example. */
const withoutClasses = (pattern: string) =>
  pattern.replaceAll(/\\(.)/gs, (found, character) => (/[A-Za-z0-9]/.test(character) ? character : found));
