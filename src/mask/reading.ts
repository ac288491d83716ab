import type { Match, Scanner } from './scanner.ts';
import { startTrack } from './track.ts';
import { startUnwrapping, type Unwrapping } from './unwrap.ts';

/** Reads a text in pieces and finds the parts to mask. Positions count from the beginning of the whole text. */
export interface Reading {
  /** Reads on. Returns the matches that ended in this piece, in order of their ends. */
  read(text: string): readonly Match[];
  /** The earliest position at which a match may still be under way. */
  undecided(): number;
}

export function startReading(scanner: Scanner): Reading {
  const plain = startTrack(scanner.texts);
  const encoded: Unwrapping = startUnwrapping(startTrack(scanner.base64));
  let position = 0;
  return {
    read(text) {
      const matches: Match[] = [];
      const before = position;
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        // Most characters begin nothing.
        if (plain.ignores(unit) && encoded.ignores(unit)) continue;
        const end = before + index + 1;
        const length = Math.max(plain.step(unit), encoded.step(unit, end));
        if (length > 0) note(matches, { start: end - length, end });
      }
      position = before + text.length;
      return matches;
    },
    undecided: () => position - Math.max(plain.open(), encoded.open()),
  };
}

/** Joins overlapping matches: a long match grows with each character, and in a secret that repeats itself it also moves. */
function note(matches: Match[], match: Match): void {
  let { start } = match;
  for (let last = matches.at(-1); last !== undefined && start < last.end; last = matches.at(-1)) {
    start = Math.min(start, last.start);
    matches.pop();
  }
  matches.push({ start, end: match.end });
}
