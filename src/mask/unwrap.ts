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
  /** How many characters before `position` may become a match, line breaks included. */
  open(position: number): number;
}

export function startUnwrapping(track: Track): Unwrapping {
  let afterBreak = false;
  let last = 0;
  /** Counts characters of the alphabet, and remembers for each skipped character the count before. */
  let count = 0;
  let left: number[] = [];

  const isLeft = (unit: number): boolean => {
    const isBreak = unit === CR || unit === LF;
    if (isBreak && (!afterBreak || (unit === LF && last === CR))) return true;
    return afterBreak && (unit === BLANK || unit === TAB);
  };
  /** Converts a length in characters of the alphabet to a length with the skipped characters. */
  const spread = (length: number): number => {
    let among = 0;
    for (let at = left.length - 1; at >= 0 && (left[at] ?? 0) > count - length; at--) among += 1;
    return length === 0 ? 0 : length + among;
  };
  return {
    ignores: (unit) => left.length === 0 && track.ignores(standard(unit)),
    step(unit, position) {
      if (isLeft(unit) && !track.ignores(0)) {
        afterBreak = true;
        last = unit;
        left.push(count);
        return 0;
      }
      afterBreak = false;
      last = unit;
      count += 1;
      const length = track.step(standard(unit));
      const whole = spread(length);
      if (left.length > 0 && track.ignores(0)) left = [];
      return Math.min(whole, position);
    },
    open: () => spread(track.open()),
  };
}
