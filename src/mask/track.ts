import type { Automaton } from './automaton.ts';

/** Pieces to look for. The automaton has only the beginning of a long piece; the rest is compared during reading. */
export interface Wanted {
  readonly automaton: Automaton;
  /** By the node at the end of a beginning: the rests of the pieces with this beginning. */
  readonly rests: ReadonlyMap<number, readonly string[]>;
}

/** State of reading a text with an automaton. Characters that the caller leaves out do not count. */
export interface Track {
  /** Whether a character changes nothing: no match is under way, and no piece begins with the character. */
  ignores(unit: number): boolean;
  /** Reads a character. Returns the length of the longest match that ends with the character, or 0. */
  step(unit: number): number;
  /** How many characters at the end of the text may become a match. */
  open(): number;
}

/** More than one long piece is under way only if a secret repeats itself. */
const MAX_FOLLOWED = 4;

interface Followed {
  readonly rest: string;
  at: number;
  length: number;
}

export function startTrack({ automaton, rests }: Wanted): Track {
  const { first, depth, matched } = automaton;
  let node = 0;
  let followed: Followed[] = [];

  /** Returns the length of the longest piece that ends with this character. */
  const follow = (unit: number): number => {
    followed = followed.filter((piece) => piece.rest.charCodeAt(piece.at) === unit);
    let longest = 0;
    for (const piece of followed) {
      piece.at += 1;
      piece.length += 1;
      longest = Math.max(longest, piece.length);
    }
    return longest;
  };
  return {
    ignores: (unit) => node === 0 && first[unit] === 0 && followed.length === 0,
    step(unit) {
      const longest = followed.length === 0 ? 0 : follow(unit);
      node = automaton.step(node, unit);
      const length = matched[node] ?? 0;
      if (length > 0 && length === depth[node] && followed.length < MAX_FOLLOWED) {
        for (const rest of rests.get(node) ?? []) followed.push({ rest, at: 0, length });
      }
      return Math.max(longest, length);
    },
    open: () => depth[node] ?? 0,
  };
}
