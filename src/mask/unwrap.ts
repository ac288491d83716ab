import type { Track } from './track.ts';

const LF = 10;
const CR = 13;
const TAB = 9;
const BLANK = 32;
const PLUS = 43;
const MINUS = 45;
const SLASH = 47;
const UNDERSCORE = 95;

/** Converts a character of base64's URL alphabet to the standard alphabet. RFC 4648 */
const standard = (unit: number) => (unit === MINUS ? PLUS : unit === UNDERSCORE ? SLASH : unit);

/** A track of base64 in either alphabet; skips a line break and the blanks after it wherever a writer wraps lines. */
export interface Unwrapping {
  ignores(unit: number): boolean;
  /** Reads the character before `position`. Returns the length of the longest match, line breaks included, or 0. */
  step(unit: number, position: number): number;
  /** How many characters at the end of the text may become a match, line breaks included, and are no match yet. */
  open(): number;
}

export function startUnwrapping(track: Track): Unwrapping {
  let afterBreak = false;
  let last = 0;
  /** Counts characters of the alphabet. */
  let count = 0;
  const skipped = startSkipped();

  const isLeft = (unit: number): boolean => {
    const isBreak = unit === CR || unit === LF;
    if (isBreak && (!afterBreak || (unit === LF && last === CR))) return true;
    return afterBreak && (unit === BLANK || unit === TAB);
  };
  return {
    ignores: (unit) => skipped.isEmpty() && track.ignores(standard(unit)),
    step(unit, position) {
      if (isLeft(unit) && !track.ignores(0)) {
        afterBreak = true;
        last = unit;
        skipped.add(count, count - track.depth());
        return 0;
      }
      afterBreak = false;
      last = unit;
      count += 1;
      const length = track.step(standard(unit));
      const among = length === 0 ? 0 : skipped.after(count - length);
      if (track.ignores(0)) skipped.clear();
      return Math.min(length + among, position);
    },
    // Skipped characters behind a match are inside the match if the match goes on.
    open: () => track.open() + skipped.after(count - Math.max(track.open(), 1)),
  };
}

/** The fewest skipped characters to look for needless ones. */
const MIN_SWEPT = 64;

/** Remembers for each skipped character how many characters of the alphabet precede it. The counts grow, so a search halves them. */
function startSkipped() {
  let counts: number[] = [];
  let sweepAt = MIN_SWEPT;
  const firstAbove = (limit: number): number => {
    let [low, high] = [0, counts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((counts[middle] ?? 0) > limit) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    isEmpty: () => counts.length === 0,
    clear() {
      if (counts.length > 0) counts = [];
    },
    /** How many are skipped after more than `limit` characters. */
    after: (limit: number) => counts.length - firstAbove(limit),
    /** No later question has a limit below `needed`. */
    add(count: number, needed: number) {
      if (counts.length === sweepAt) {
        counts = counts.slice(firstAbove(needed));
        sweepAt = Math.max(MIN_SWEPT, 2 * counts.length);
      }
      counts.push(count);
    },
  };
}
