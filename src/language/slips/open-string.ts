import { ObuilderError, type Position } from '../../errors.ts';
import { positionsIn } from '../sexp/text.ts';
import { MAX_HINTED, TOKEN } from './tokens.ts';

/** A line of the spec with lists in lists. */
const LINE_OF_SPEC = /\n[ \t]*\((?:build[ \t]+[^\s()]+|run|copy|user)\s*\(/i;

/** The words before the next string, which begins where this one ends. */
const BEFORE_STRING =
  /\n[ \t]*\((?:[a-z]+\s*\()*(?:comment|workdir|shell|env|from|arg|src|dst|glob|target|name)\s[^()]*$/i;

/** `#` begins no comment here, so a quote after it begins a string. */
const FOREIGN_COMMENT = /(?:^|[\s)])#.*$/;
const BACK = 200;

/**
 * Replaces the hint of an error behind a string that took in a line of the spec. With its closing quote missing, every later quote opens in the
 * place of closing, so the error itself is far away. Undefined for another error.
 */
export function orOpenString(error: unknown, text: string, file: string): ObuilderError | undefined {
  if (!(error instanceof ObuilderError) || error.at === undefined) return undefined;
  const { at, code, message, value } = error;
  const string = openStringIn(text, file);
  if (string === undefined || !(isBefore(string.start, at) || message.includes('not closed')))
    return undefined;
  const { start, end } = string;
  const hint = `Close the string that begins in line ${start.line}, column ${start.column}: its end is in line ${end.line}, so its closing quote is probably missing.`;
  return new ObuilderError(code, message, { at, value, hint });
}

interface OpenString {
  readonly start: Position;
  readonly end: Position;
}

/** Finds the first string with a line of a spec. */
function openStringIn(text: string, file: string): OpenString | undefined {
  if (text.length > MAX_HINTED) return undefined;
  for (const { 0: whole, groups, index } of text.matchAll(TOKEN)) {
    const inside = groups?.['inside'];
    if (inside === undefined || !isOpen(inside, text.charAt(index + whole.length))) continue;
    if (FOREIGN_COMMENT.test(text.slice(Math.max(0, index - BACK), index))) return undefined;
    const positionAt = positionsIn(text, file);
    return { start: positionAt(index), end: positionAt(index + whole.length - 1) };
  }
  return undefined;
}

/** No blank and no parenthesis stands between the probable start of another string and its text. */
const isOpen = (inside: string, next: string) =>
  BEFORE_STRING.test(inside) || (LINE_OF_SPEC.test(inside) && /[^\s)]/.test(next));

const isBefore = (a: Position, b: Position) => a.line < b.line || (a.line === b.line && a.column < b.column);
