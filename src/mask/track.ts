import type { Automaton } from './automaton.ts';
import type { Branch } from './rests.ts';

/** Pieces to look for. The automaton has only the beginning of a long piece; the rest is compared during reading. */
export interface Wanted {
  readonly automaton: Automaton;
  /** By the node at the end of a beginning: the rests of the pieces with this beginning. */
  readonly rests: ReadonlyMap<number, Branch>;
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

/** A place in the rests behind one beginning in the text. Two are under way if a piece holds the beginning of another, or its own. */
interface Followed {
  branch: Branch;
  at: number;
  length: number;
}

/** Goes on with a character. Returns false if no rest has the character here. */
function advance(followed: Followed, unit: number): boolean {
  const { branch, at } = followed;
  followed.length += 1;
  if (at < branch.text.length) {
    followed.at += 1;
    return branch.text.charCodeAt(at) === unit;
  }
  const next = branch.next.get(unit);
  if (next === undefined) return false;
  followed.branch = next;
  followed.at = 1;
  return true;
}

export function startTrack({ automaton, rests }: Wanted): Track {
  const { first, depth, matched } = automaton;
  let node = 0;
  let followed: Followed[] = [];

  /** Returns the length of the longest piece under way: a long match grows with each character. */
  const follow = (unit: number): number => {
    followed = followed.filter((one) => advance(one, unit));
    return followed[0]?.length ?? 0;
  };
  return {
    ignores: (unit) => node === 0 && first[unit] === 0 && followed.length === 0,
    step(unit) {
      const longest = followed.length === 0 ? 0 : follow(unit);
      node = automaton.step(node, unit);
      const length = matched[node] ?? 0;
      const branch = length > 0 && length === depth[node] ? rests.get(node) : undefined;
      if (branch !== undefined) followed.push({ branch, at: 0, length });
      return Math.max(longest, length);
    },
    open: () => depth[node] ?? 0,
  };
}
