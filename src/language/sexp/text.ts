import { isUtf8 } from 'node:buffer';
import type { Position } from '../../errors.ts';
import { must } from '../../errors.ts';
import { invalid } from '../fail.ts';

const LINE_FEED = 0x0a;

/**
 * Returns the characters of a spec file, without a byte order mark.
 *
 * @throws ObuilderError `spec-invalid` at the first byte of invalid UTF-8 (RFC 3629)
 */
export function decodeText(text: string | Uint8Array, file: string): string {
  if (typeof text === 'string') return withoutMark(text.isWellFormed() ? text : refuseSurrogate(text, file));
  if (!isUtf8(text)) refuseBytes(text, file);
  return new TextDecoder().decode(text);
}

/** Returns positions by offset. O(text) in total while offsets grow: never looks at a character twice. */
export function positionsIn(text: string, file: string): (offset: number) => Position {
  const hasPairs = /[\udc00-\udfff]/.test(text);
  let seen = 0;
  let line = 1;
  let column = 1;
  let nextLine = text.indexOf('\n') + 1;
  return (offset) => {
    if (offset < seen) return positionsIn(text, file)(offset);
    while (nextLine > 0 && nextLine <= offset) {
      line++;
      column = 1;
      seen = nextLine;
      nextLine = text.indexOf('\n', nextLine) + 1;
    }
    column += hasPairs ? countCharacters(text, seen, offset) : offset - seen;
    seen = offset;
    return { file, line, column };
  };
}

function countCharacters(text: string, from: number, to: number): number {
  let count = 0;
  for (let offset = from; offset < to; offset++) if (!isTrailSurrogate(text.charCodeAt(offset))) count++;
  return count;
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function isTrailSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function refuseSurrogate(text: string, file: string): never {
  const replaced = text.toWellFormed();
  let offset = 0;
  while (text.charCodeAt(offset) === replaced.charCodeAt(offset)) offset++;
  return refuse(positionsIn(text, file)(offset), `U+${text.charCodeAt(offset).toString(16).toUpperCase()}`);
}

function refuseBytes(bytes: Uint8Array, file: string): never {
  // A line feed is never part of a longer sequence, so each line can be judged by itself.
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
    line++;
  }
  let column = 1;
  for (;;) {
    const length = sequenceLength(must(bytes[start], 'a byte of the spec'));
    if (!isUtf8(bytes.subarray(start, start + length))) break;
    start += length;
    column++;
  }
  const value = `byte 0x${must(bytes[start], 'the invalid byte').toString(16).padStart(2, '0')}`;
  return refuse({ file, line, column }, value);
}

function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function refuse(at: Position, value: string): never {
  return invalid('the spec is not valid UTF-8', {
    at,
    value,
    hint: 'Save the file as UTF-8.',
  });
}
