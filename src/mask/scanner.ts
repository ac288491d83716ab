import { type Automaton, makeAutomaton } from './automaton.ts';
import { base64Forms, MIN_LENGTH, plainPieces, quotedForms } from './forms.ts';
import { makeBranches } from './rests.ts';

/** Two automatons, because base64 is read without the line breaks inside. */
export interface Scanner {
  readonly texts: Automaton;
  readonly base64: Automaton;
}

/** A part of a text; `end` is exclusive. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** All forms of some values, before making an automaton of the necessary forms. */
export interface Pieces {
  readonly texts: ReadonlySet<string>;
  readonly base64: ReadonlySet<string>;
}

export function piecesOf(values: Iterable<Uint8Array>): Pieces {
  const texts = new Set<string>();
  const base64 = new Set<string>();
  for (const value of values) {
    const plain = plainPieces(value);
    for (const piece of plain) for (const form of quotedForms(piece)) texts.add(form);
    for (const piece of plain.slice(0, 1)) for (const form of base64Forms(piece)) base64.add(form);
  }
  return { texts, base64 };
}

export function makeScanner({ texts, base64 }: Pieces): Scanner {
  return { texts: wanted(texts), base64: wanted(base64) };
}

/** Enough of a piece to rule out chance. A larger automaton would take longer to make than most steps run. */
const MAX_BEGINNING = 64;

function wanted(pieces: ReadonlySet<string>): Automaton {
  const rests = new Map<string, string[]>();
  for (const piece of pieces) {
    const beginning = piece.slice(0, MAX_BEGINNING);
    const known = rests.get(beginning) ?? [];
    rests.set(beginning, known);
    if (piece.length > MAX_BEGINNING) known.push(piece.slice(MAX_BEGINNING));
  }
  const long = [...rests].filter(([, more]) => more.length > 0);
  return makeAutomaton(
    rests.keys(),
    new Map(long.map(([beginning, more]) => [beginning, makeBranches(more)])),
  );
}

/** A text of at most this many characters is searched for the beginnings of pieces first, which saves most automatons. */
const MAX_SIFTED = 1 << 20;

/** Selects the pieces with a beginning in the text. A large bundle of certificates then costs next to nothing. */
export function sift(pieces: Pieces, text: string): Pieces {
  if (text.length > MAX_SIFTED) return pieces;
  const keep = (wanted: ReadonlySet<string>, searched: string) => {
    const beginnings = beginningsOf(searched);
    return new Set([...wanted].filter((piece) => beginnings.has(piece.slice(0, MIN_LENGTH))));
  };
  return { texts: keep(pieces.texts, text), base64: keep(pieces.base64, asBase64(text)) };
}

function beginningsOf(text: string): ReadonlySet<string> {
  const beginnings = new Set<string>();
  for (let at = 0; at + MIN_LENGTH <= text.length; at++) beginnings.add(text.slice(at, at + MIN_LENGTH));
  return beginnings;
}

const asBase64 = (text: string) =>
  text
    .replace(/(\r?\n|\r)[ \t]*/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
