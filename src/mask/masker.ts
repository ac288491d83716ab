import { MIN_LENGTH } from './forms.ts';
import { type Reading, startReading } from './reading.ts';
import { type Match, makeScanner, piecesOf, sift } from './scanner.ts';

/** Replaces a secret on the screen, on disk and in a report. */
const STARS = '***';

interface MaskedStream {
  /**
   * Takes more text and returns the text ready to be shown. Holds back a possible beginning of a secret until the next
   * text decides.
   */
  push(text: string): string;
  /** Returns the rest of the text held back. */
  end(): string;
}

export interface Masker {
  /** For text in pieces; the output does not depend on the cuts. */
  stream(): MaskedStream;
  mask(text: string): string;
  /** Whether the text contains a secret in any masked form. */
  hides(text: string): boolean;
}

/**
 * Hides values in texts: each value without the blanks around it, each line of a value, and both as escaped in JSON,
 * URLs, XML, HTML and shell words; whole values also in base64, at any offset and with line breaks. Overlapping matches
 * become a single `***`. The time depends on the length of the text, not on the number of secrets.
 */
export function createMasker(values: Iterable<Uint8Array>): Masker {
  const given = [...values].filter((value) => value.length > 0);
  if (given.length === 0) return OPEN;
  const pieces = once(() => piecesOf(given));
  const whole = once(() => makeScanner(pieces()));
  // A single text seldom holds a secret, and an automaton of few pieces is made at once.
  const readingFor = (text: string) => {
    const sifted = sift(pieces(), text);
    const isEmpty = sifted.texts.size + sifted.base64.size === 0;
    return isEmpty ? undefined : startReading(makeScanner(sifted));
  };
  return {
    stream: () => createStream(startReading(whole())),
    mask(text) {
      const reading = text === '' ? undefined : readingFor(text);
      if (reading === undefined) return text;
      const stream = createStream(reading);
      return stream.push(text) + stream.end();
    },
    hides: (text) => text !== '' && (readingFor(text)?.read(text).length ?? 0) > 0,
  };
}

/** Ids of secrets too short to be masked. */
export function unmasked(secrets: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const short = (value: Uint8Array) =>
    value.length > 0 && Buffer.from(value).toString('utf8').trim().length < MIN_LENGTH;
  return [...secrets].filter(([, value]) => short(value)).map(([id]) => id);
}

/** Masks nothing. */
const OPEN: Masker = {
  stream: () => ({ push: (text) => text, end: () => '' }),
  mask: (text) => text,
  hides: () => false,
};

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function createStream(reading: Reading): MaskedStream {
  let held = '';
  /** The position of the first character held back. */
  let from = 0;
  /** Up to this position the text has its stars. */
  let reach = 0;
  let matches: Match[] = [];
  const release = (end: number): string => {
    const due = matches.filter(({ start }) => start < end);
    if (due.length > 0) matches = matches.filter(({ start }) => start >= end);
    const text = held.slice(0, end - from);
    held = held.slice(end - from);
    const shown = cover(text, { from, reach, matches: due });
    from = end;
    reach = Math.max(reach, shown.reach);
    return shown.text;
  };
  return {
    push(text) {
      held += text;
      for (const match of reading.read(text)) matches.push(match);
      const end = reading.undecided();
      return end > from ? release(end) : '';
    },
    end: () => release(from + held.length),
  };
}

interface Covering {
  /** The position of the text's first character. */
  readonly from: number;
  readonly reach: number;
  readonly matches: readonly Match[];
}

/** Replaces matches by stars. The text before `reach` has its stars already. */
function cover(text: string, { from, reach, matches }: Covering) {
  const at = (position: number) => Math.min(Math.max(position - from, 0), text.length);
  let shown = '';
  let covered = reach;
  for (const { start, end } of [...matches].sort((a, b) => a.start - b.start)) {
    if (start >= covered) shown += `${text.slice(at(covered), at(start))}${STARS}`;
    covered = Math.max(covered, end);
  }
  return { text: shown + text.slice(at(covered)), reach: covered };
}
