/** Stops reading with a message and the offset of the faulty character. */
export type Refuse = (
  message: string,
  at: { readonly offset: number; readonly length: number },
  hint: string,
) => never;

export interface QuotedAtom {
  readonly text: string;
  /** Offset after the closing quote. */
  readonly end: number;
}

/** As in Sexplib: `\n` and similar, and characters that stand for themselves. */
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['b', '\b'],
  ['r', '\r'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
]);

/**
 * Reads a quoted atom with the opening quote at `start`, with OCaml's escapes as Sexplib takes them: an escape unknown
 * to OCaml stays as written, backslash included. `\195\169` are two bytes of UTF-8 and give one character.
 */
export function readQuoted(text: string, start: number, refuse: Refuse): QuotedAtom {
  let out = '';
  let bytes: number[] = [];
  let offset = start + 1;
  const flush = (): void => {
    if (bytes.length > 0) out += decodeEscaped(bytes, start, refuse);
    bytes = [];
  };
  for (;;) {
    const plain = endOfPlain(text, offset);
    if (plain > offset) {
      flush();
      out += text.slice(offset, plain);
      offset = plain;
    }
    if (offset >= text.length) {
      return refuse(
        'this string has no closing quote',
        { offset: start, length: 1 },
        'Close it with ", and write a quote inside a string as \\".',
      );
    }
    if (text[offset] === '"') {
      flush();
      return { text: out, end: offset + 1 };
    }
    const escaped = readEscape(text, offset, refuse);
    offset = escaped.end;
    if (escaped.byte !== undefined && escaped.byte > 0x7f) bytes.push(escaped.byte);
    else {
      flush();
      out += escaped.byte === undefined ? escaped.text : String.fromCharCode(escaped.byte);
    }
  }
}

interface Escape {
  readonly text: string;
  readonly byte?: number;
  readonly end: number;
}

function readEscape(text: string, offset: number, refuse: Refuse): Escape {
  const next = text[offset + 1] ?? '';
  const simple = SIMPLE.get(next);
  if (simple !== undefined) return { text: simple, end: offset + 2 };
  if (next === '\n') return { text: '', end: endOfBlanks(text, offset + 2) };
  if (next === '\r') {
    return text[offset + 2] === '\n'
      ? { text: '', end: endOfBlanks(text, offset + 3) }
      : { text: '\r', end: offset + 2 };
  }
  if (isDigit(next)) return readByte(text, offset, { refuse, form: DECIMAL });
  if (next === 'x') return readByte(text, offset, { refuse, form: HEXADECIMAL });
  // The character may be the first half of a surrogate pair, so the plain text after the backslash includes it.
  return { text: '\\', end: offset + 1 };
}

interface ByteForm {
  readonly pattern: RegExp;
  readonly radix: number;
  readonly skip: number;
}

const DECIMAL: ByteForm = { pattern: /^\d{3}$/, radix: 10, skip: 1 };
const HEXADECIMAL: ByteForm = { pattern: /^[\da-fA-F]{2}$/, radix: 16, skip: 2 };

function readByte(
  text: string,
  offset: number,
  how: { readonly refuse: Refuse; readonly form: ByteForm },
): Escape {
  const { pattern, radix, skip } = how.form;
  const end = offset + 4;
  const digits = text.slice(offset + skip, end);
  const byte = pattern.test(digits) ? Number.parseInt(digits, radix) : 256;
  if (byte > 255) {
    how.refuse(
      'this escape is not a byte',
      { offset, length: 4 },
      'Write \\ddd with three decimal digits up to 255 or \\xhh with two hexadecimal ones; a plain backslash is \\\\.',
    );
  }
  return { text: '', byte, end };
}

function decodeEscaped(bytes: readonly number[], start: number, refuse: Refuse): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return refuse(
      'the escaped bytes in this string are not valid UTF-8',
      { offset: start, length: 1 },
      'Escape every byte of a character, e.g. \\195\\169 for é, or write the character itself.',
    );
  }
}

const PLAIN = /[^"\\]+/y;

function endOfPlain(text: string, from: number): number {
  PLAIN.lastIndex = from;
  return PLAIN.test(text) ? PLAIN.lastIndex : from;
}

function endOfBlanks(text: string, from: number): number {
  let offset = from;
  while (text[offset] === ' ' || text[offset] === '\t') offset++;
  return offset;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}
