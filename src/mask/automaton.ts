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
  /** By node, how many code units at the end of the text begin a piece. */
  readonly depth: Int32Array;
  /** By node, the length of the longest piece that ends at the node; 0 without such a piece. */
  readonly matched: Int32Array;
}

export function makeAutomaton(pieces: Iterable<string>): Automaton {
  const trie = makeTrie([...pieces]);
  const { first, depth, matched } = trie;
  const fail = linkFailures(trie);
  const step = (node: number, unit: number): number => {
    for (let at = node; at !== 0; at = fail[at] ?? 0) {
      const next = trie.child(at, unit);
      if (next !== 0) return next;
    }
    return first[unit] ?? 0;
  };
  return { step, first, depth, matched };
}

/** Breadth first: the failure of a node needs the failures of all shallower nodes. */
function linkFailures(trie: Trie): Int32Array {
  const fail = new Int32Array(trie.count);
  const queue = new Int32Array(trie.count);
  let end = 0;
  for (const node of trie.first) if (node !== 0) queue[end++] = node;
  for (let index = 0; index < end; index++) {
    const parent = queue[index] ?? 0;
    for (let node = trie.eldest[parent] ?? 0; node !== 0; node = trie.sibling[node] ?? 0) {
      queue[end++] = node;
      const target = failureOf(trie, { fail, parent, unit: trie.unit[node] ?? 0 });
      fail[node] = target;
      if (trie.matched[node] === 0) trie.matched[node] = trie.matched[target] ?? 0;
    }
  }
  return fail;
}

function failureOf(
  trie: Trie,
  { fail, parent, unit }: { readonly fail: Int32Array; readonly parent: number; readonly unit: number },
): number {
  for (let at = fail[parent] ?? 0; at !== 0; at = fail[at] ?? 0) {
    const next = trie.child(at, unit);
    if (next !== 0) return next;
  }
  return trie.first[unit] ?? 0;
}
