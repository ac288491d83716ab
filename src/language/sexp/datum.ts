import type { Position } from '../../errors.ts';

export interface Atom {
  readonly kind: 'atom';
  readonly text: string;
  readonly at: Position;
  /** A quote without a blank is between this atom and the text before: probably a quote inside a string, not escaped. */
  readonly touches?: true;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Datum[];
  readonly at: Position;
  /** The line of the closing parenthesis. */
  readonly lastLine: number;
}

/** An S-expression with the position of its first character. */
export type Datum = Atom | List;

const SHOWN = 60;

/** Shows a datum on a single line for an error, shortened if long. */
export function showDatum(datum: Datum): string {
  return shorten(show(datum, SHOWN));
}

/** Shortens a text from a spec, so that a message stays readable. */
export function shorten(text: string): string {
  if (text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN).toWellFormed().trimEnd()}…`;
}

/** Stops descending after using up `room`, so that a huge list costs no more than the shown part. */
function show(datum: Datum, room: number): string {
  if (datum.kind === 'atom') return datum.text.slice(0, room + 1);
  let text = '(';
  for (const item of datum.items) {
    if (text.length > room) return text;
    text += (text === '(' ? '' : ' ') + show(item, room - text.length);
  }
  return `${text})`;
}

/** Returns the first word of a list, or an empty text. */
export function headOf(datum: Datum): string {
  const head = datum.kind === 'list' ? datum.items[0] : undefined;
  return head?.kind === 'atom' ? head.text : '';
}
