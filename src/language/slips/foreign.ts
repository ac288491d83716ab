import { type ErrorDetails, ObuilderError, type Position } from '../../errors.ts';
import { positionsIn } from '../sexp/text.ts';

/** A piece of another language in a spec, outside of strings and comments. */
interface Piece {
  readonly text: string;
  readonly from: Position;
}

/**
 * A string or a comment, or else a `#` after a blank, or a comment with `//` or `/*`, with the rest of its line. Paths begin with the same signs, so a
 * blank has to follow, or no word stands before them.
 */
const TOKEN =
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)|;.*|#\|[\s\S]*?(?:\|#|$)|(?<=^|[\s)])(#(?![|;]).*|\/[/*](?:(?=\s)|(?<=(?:^|[\n)])[ \t]{0,200}..)).*)|[\s\S]/g;

/** How far a search goes back on a line. */
const BACK = 200;

/** Replaces the error that a comment of another language causes by an error with the right sign. */
export function orForeign(error: unknown, text: string, file: string): unknown {
  if (!(error instanceof ObuilderError) || error.at === undefined) return error;
  for (const { text: piece, from } of piecesIn(text, file)) {
    if (!isCause({ text: piece, from }, error.at)) continue;
    return new ObuilderError('spec-invalid', ...commentFault(piece, from));
  }
  return error;
}

function* piecesIn(text: string, file: string): Generator<Piece> {
  if (!/#|\/[/*]/.test(text)) return;
  const positionAt = positionsIn(text, file);
  for (const { 1: comment, index } of text.matchAll(TOKEN)) {
    if (comment === undefined) continue;
    const before = text.slice(Math.max(0, index - BACK), index);
    if (isComment(comment, before)) yield { text: comment, from: positionAt(index) };
  }
}

/** Such a sign is a comment to its author if a blank follows, or if no word stands between it and the last list of the line. */
const isComment = (text: string, before: string) =>
  /^(?:#|\/[/*])\s/.test(text) || /(?:^|[\n)])[ \t]*$/.test(before);

/** The error stands in the comment, or the comment opens or closes something. */
function isCause({ text, from }: Piece, at: Position): boolean {
  return (at.line === from.line && at.column >= from.column) || !isBalanced(text);
}

function isBalanced(text: string): boolean {
  const count = (sign: string) => text.split(sign).length - 1;
  return count('(') === count(')') && count('"') % 2 === 0;
}

const commentFault = (text: string, at: Position): readonly [string, ErrorDetails] => [
  `${text.startsWith('#') ? '#' : text.slice(0, 2)} begins no comment in a spec`,
  { at, value: text.split(/\s/, 1)[0] ?? '#', hint: 'Write ; before a comment.' },
];
