import type { Automaton } from './automaton.ts';

/** State of reading a text with an automaton. Characters that the caller leaves out do not count. */
export interface Track {
  /** Whether a character changes nothing: no match is under way, and no piece begins with the character. */
  ignores(unit: number): boolean;
  /** Reads a character. Returns the length of the longest match that ends with the character, or 0. */
  step(unit: number): number;
  /** How many characters at the end of the text may become a match, and are no match yet. */
  open(): number;
  /** How many characters at the end of the text are a match or may become a match. */
  depth(): number;
}

export function startTrack({ step, first, depth, matched }: Automaton): Track {
  let node = 0;
  return {
    ignores: (unit) => node === 0 && first[unit] === 0,
    step(unit) {
      node = step(node, unit);
      return matched(node);
    },
    open: () => (matched(node) === depth(node) ? 0 : depth(node)),
    depth: () => depth(node),
  };
}
