import type { Position } from '../../errors.ts';
import { invalid } from '../fail.ts';
import { unescapedHint } from '../slips/quote.ts';
import { findUnclosed, unclosedFault } from '../unclosed.ts';
import { type Atom, type Datum, type List, showDatum } from './datum.ts';
import { type Refuse, readQuoted } from './quoted.ts';
import { positionsIn } from './text.ts';

/** Far deeper than any real spec, and shallow enough to recurse. */
const MAX_DEPTH = 500;

/** All characters of an unquoted atom; `#` and `|` are checked afterwards. */
const BARE = /[^;()" \t\f\r\n]+/y;
const BLANKS = /[ \t\f\n]+/y;

/** An open list, or the whole text. */
interface Frame {
  readonly items: Datum[];
  readonly at: Position;
  /** Offsets of each `#;` that still waits for the datum to drop. */
  readonly drops: Position[];
}

interface Reading {
  readonly text: string;
  readonly positionAt: (offset: number) => Position;
  readonly refuse: Refuse;
  readonly frames: Frame[];
  frame: Frame;
  offset: number;
}

/**
 * Reads a text with exactly one S-expression, by the rules of Sexplib.
 *
 * @throws ObuilderError `spec-invalid` with the position of the fault
 */
export function readDatum(text: string, file: string): Datum {
  const reading = startReading(text, file);
  while (reading.offset < text.length) {
    const read = READERS.get(text[reading.offset]) ?? readBare;
    read(reading);
  }
  return finish(reading);
}

function startReading(text: string, file: string): Reading {
  const positionAt = positionsIn(text, file);
  const refuse: Refuse = (message, { offset, length }, hint) =>
    invalid(message, { at: positionAt(offset), value: text.slice(offset, offset + length), hint });
  const frame = { items: [], at: positionAt(0), drops: [] };
  return { text, positionAt, refuse, frames: [], frame, offset: 0 };
}

const readBlanks: Reader = (reading) => {
  reading.offset = endOf(BLANKS, reading.text, reading.offset);
};

const readComment: Reader = (reading) => {
  reading.offset = endOfLine(reading.text, reading.offset);
};

type Reader = (reading: Reading) => void;

/** Readers by first character; any other character begins an unquoted word. */
const READERS: ReadonlyMap<string | undefined, Reader> = new Map([
  [' ', readBlanks],
  ['\t', readBlanks],
  ['\f', readBlanks],
  ['\n', readBlanks],
  ['\r', readCarriageReturn],
  [';', readComment],
  ['(', open],
  [')', close],
  ['"', readString],
]);

function readCarriageReturn(reading: Reading): void {
  if (reading.text[reading.offset + 1] !== '\n') {
    fail(reading, 'a carriage return stands here without a line feed', 'End lines with LF or CR LF.');
  }
  reading.offset += 2;
}

function readString(reading: Reading): void {
  const at = reading.positionAt(reading.offset);
  const touching = touchingAfter(reading, /[^\s(]/);
  const { text, end } = readQuoted(reading.text, reading.offset, reading.refuse);
  reading.offset = end;
  add(reading.frame, { kind: 'atom', text, at, ...touching });
}

function readBare(reading: Reading): void {
  const { text, offset, frame } = reading;
  if (text.startsWith('#|', offset)) {
    reading.offset = endOfBlockComment(reading);
    return;
  }
  const end = endOf(BARE, text, offset);
  const word = text.slice(offset, end);
  const at = reading.positionAt(offset);
  if (word === '#' && text[end] === ';') {
    frame.drops.push(at);
    reading.offset = end + 1;
    return;
  }
  if (word.startsWith('|#'))
    fail(reading, 'this |# closes no block comment', 'Open it with #| or quote the word.');
  if (word.includes('#|') || word.includes('|#')) {
    invalid('a word without quotes cannot have #| or |# in it', {
      at,
      value: word,
      hint: 'Put the word in double quotes, or a blank before the comment.',
    });
  }
  reading.offset = end;
  add(frame, { kind: 'atom', text: word, at, ...touchingAfter({ text, offset }, /"/) });
}

const touchingAfter = (
  { text, offset }: Pick<Reading, 'text' | 'offset'>,
  before: RegExp,
): Pick<Atom, 'touches'> => (before.test(text[offset - 1] ?? '') ? { touches: true } : {});

function open(reading: Reading): void {
  if (reading.frames.length === MAX_DEPTH) {
    fail(
      reading,
      `parentheses are nested more than ${MAX_DEPTH} deep`,
      'No spec needs so many; remove some.',
    );
  }
  reading.frames.push(reading.frame);
  reading.frame = { items: [], at: reading.positionAt(reading.offset), drops: [] };
  reading.offset++;
}

function close(reading: Reading): void {
  const { frame } = reading;
  const outer = reading.frames.pop();
  if (outer === undefined) fail(reading, 'this ) closes nothing', 'Remove it, or add the matching (.');
  refuseOpenDrop(frame);
  const { line: lastLine } = reading.positionAt(reading.offset);
  reading.offset++;
  reading.frame = outer;
  add(outer, { kind: 'list', items: frame.items, at: frame.at, lastLine });
}

function add(frame: Frame, datum: Datum): void {
  if (frame.drops.pop() === undefined) frame.items.push(datum);
}

function finish(reading: Reading): Datum {
  const { frame, frames } = reading;
  if (frames.length > 0) {
    refuseUnescaped([...frames, frame]);
    const likely = findUnclosed(outermost(reading));
    if (likely !== undefined) invalid(...unclosedFault(likely));
    const count =
      frames.length === 1 ? 'this ( is not closed' : `${frames.length} ( are not closed, beginning here`;
    invalid(count, { at: frame.at, value: '(', hint: 'Add the missing ) at the end of the list.' });
  }
  refuseOpenDrop(frame);
  const [first, second] = frame.items;
  if (first === undefined) {
    invalid('there is no spec in this file', {
      at: reading.positionAt(reading.text.length),
      hint: 'Write at least ((from IMAGE)).',
    });
  }
  if (second !== undefined) {
    const [wrong, what] =
      first.kind === 'atom' ? ([first, 'a word'] as const) : ([second, excessOf(second)] as const);
    invalid(`a spec is one list; this is ${what}`, {
      at: wrong.at,
      value: wrong.kind === 'atom' ? wrong.text : '(',
      hint: `${first.kind === 'atom' ? 'Put parentheses around the spec' : 'Check the parentheses before it'}: one pair goes around everything, ((from IMAGE) (run …)).`,
    });
  }
  return first;
}

/** A `;` or a parenthesis behind a quote that is not escaped leaves a list open. */
function refuseUnescaped(open: readonly Frame[]): void {
  for (const { items } of open) {
    const hint = unescapedHint(items);
    const atom = items.find((item) => item.kind === 'atom' && item.touches);
    if (atom !== undefined && hint !== undefined)
      invalid('a string ends here, and its list is not closed', {
        at: atom.at,
        value: showDatum(atom),
        hint,
      });
  }
}

const excessOf = ({ kind }: Datum) => (kind === 'list' ? 'a second list' : 'a word after the list');

/** Returns the outermost open list as if it ended here. */
function outermost({ frame, frames, positionAt, text }: Reading): List {
  const { line: lastLine } = positionAt(text.length);
  // The first frame is the whole text.
  return frames
    .slice(1)
    .reduceRight<List>((inner, { items, at }) => ({ kind: 'list', items: [...items, inner], at, lastLine }), {
      kind: 'list',
      items: frame.items,
      at: frame.at,
      lastLine,
    });
}

function refuseOpenDrop(frame: Frame): void {
  const at = frame.drops.at(-1);
  if (at)
    invalid('this #; has nothing to drop', {
      at,
      value: '#;',
      hint: 'Remove it, or write ; for a line comment.',
    });
}

/** Strings inside a block comment are read as strings, so that `|#` inside a string does not end the comment. */
function endOfBlockComment(reading: Reading): number {
  const { text, offset } = reading;
  const opened = [offset];
  let here = offset + 2;
  for (;;) {
    const start = opened.at(-1);
    if (start === undefined) return here;
    if (here >= text.length) {
      reading.refuse('this block comment is not closed', { offset: start, length: 2 }, 'Close it with |#.');
    }
    if (text.startsWith('|#', here)) {
      opened.pop();
      here += 2;
    } else if (text.startsWith('#|', here)) {
      opened.push(here);
      here += 2;
    } else here = text[here] === '"' ? readQuoted(text, here, reading.refuse).end : here + 1;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from + 1;
}

function fail(reading: Reading, message: string, hint: string): never {
  return reading.refuse(message, { offset: reading.offset, length: 1 }, hint);
}
