import type { Position } from '../../errors.ts';

export interface Atom {
  readonly kind: 'atom';
  readonly text: string;
  readonly at: Position;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Datum[];
  readonly at: Position;
}

/** One S-expression with the place of its first character. */
export type Datum = Atom | List;

const SHOWN = 60;

/** A datum on one line for an error, cut where it gets long. */
export function showDatum(datum: Datum): string {
  return shorten(show(datum, SHOWN));
}

/** A text that came from a spec, cut so that a message with it stays readable. */
export function shorten(text: string): string {
  if (text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN).toWellFormed().trimEnd()}…`;
}

/** Stops descending once `room` is used up, so that a huge list costs no more than what is shown of it. */
function show(datum: Datum, room: number): string {
  if (datum.kind === 'atom') return datum.text.slice(0, room + 1);
  let text = '(';
  for (const item of datum.items) {
    if (text.length > room) return text;
    text += (text === '(' ? '' : ' ') + show(item, room - text.length);
  }
  return `${text})`;
}
