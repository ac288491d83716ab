import { startGrowth } from './growth.ts';
import type { Branch } from './rests.ts';
import { makeTrie, type Trie } from './trie.ts';

/**
 * Aho and Corasick's automaton: finds all pieces in a single pass over a text, in time that depends on the text alone.
 * Nodes are numbers; node 0 is the root. https://doi.org/10.1145/360825.360855
 */
export interface Automaton {
  /** The node after a UTF-16 code unit. */
  step(node: number, unit: number): number;
  /** For each code unit, the node after the root; 0 if no piece begins with the code unit. */
  readonly first: Int32Array;
  /** How many code units at the end of the text begin a piece. */
  depth(node: number): number;
  /** The length of the longest piece that ends at the node; 0 without such a piece. */
  matched(node: number): number;
}

/** By piece: its continuations. A text with the piece and a part of a continuation matches up to the end of this part. */
export type Rests = ReadonlyMap<string, Branch>;

export function makeAutomaton(pieces: Iterable<string>, rests: Rests = new Map()): Automaton {
  const trie = makeTrie([...pieces]);
  const { first, nodes } = trie;
  linkFailures(trie);
  const { enter } = startGrowth(trie, rests);
  const step = (node: number, unit: number): number => {
    for (let at = node; at !== 0; at = nodes.fail[at] ?? 0) {
      const next = enter(at, unit);
      if (next !== 0) return next;
    }
    return first[unit] ?? 0;
  };
  return {
    step,
    first,
    depth: (node) => nodes.depth[node] ?? 0,
    matched: (node) => nodes.matched[node] ?? 0,
  };
}

/** Breadth first: the failure of a node needs the failures of all shallower nodes. */
function linkFailures(trie: Trie): void {
  const { first, nodes } = trie;
  const queue = new Int32Array(trie.count());
  let end = 0;
  for (const node of first) if (node !== 0) queue[end++] = node;
  for (let index = 0; index < end; index++) {
    const parent = queue[index] ?? 0;
    for (let node = nodes.eldest[parent] ?? 0; node !== 0; node = nodes.sibling[node] ?? 0) {
      queue[end++] = node;
      const target = failureOf(trie, { parent, unit: nodes.unit[node] ?? 0 });
      nodes.fail[node] = target;
      if (nodes.matched[node] === 0) nodes.matched[node] = nodes.matched[target] ?? 0;
    }
  }
}

function failureOf(
  { nodes, first, child }: Trie,
  { parent, unit }: { readonly parent: number; readonly unit: number },
): number {
  for (let at = nodes.fail[parent] ?? 0; at !== 0; at = nodes.fail[at] ?? 0) {
    const next = child(at, unit);
    if (next !== 0) return next;
  }
  return first[unit] ?? 0;
}
