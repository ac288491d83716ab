import type { Automaton } from './automaton.ts';

/** Pieces to look for. Of a long piece the automaton has the beginning; the rest is compared as it comes. */
export interface Wanted {
  readonly automaton: Automaton;
  /** By the node at which a beginning ends: how the pieces with this beginning go on. */
  readonly rests: ReadonlyMap<number, readonly string[]>;
}

/** What is known of the text behind one automaton. Characters that the caller leaves out do not count. */
export interface Track {
  /** Whether a character changes nothing: no match is under way, and none begins with the character. */
  ignores(unit: number): boolean;
  /** Reads a character. Gives the length of the longest match that ends with it, or 0. */
  step(unit: number): number;
  /** The number of characters at the end of the text that may become a match. */
  open(): number;
}

/** More than one long piece goes on at a time only where a secret repeats itself. */
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

  /** The length of the longest piece that goes on with this character. */
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
