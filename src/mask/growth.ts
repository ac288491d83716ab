import type { Branch } from './rests.ts';
import type { Trie } from './trie.ts';

/** A place in the rest of a piece. */
interface Place {
  readonly branch: Branch;
  readonly at: number;
}

/**
 * Makes the nodes of rests when a text first reaches them, because an automaton of whole long pieces would take longer to make than
 * most steps run.
 */
export function startGrowth(trie: Trie, rests: ReadonlyMap<string, Branch>) {
  const { nodes, first, child, add } = trie;
  /** By node: the place at which further nodes may grow. */
  const places = new Map<number, Place>();
  for (const [piece, branch] of rests) places.set(nodeOf(trie, piece), { branch, at: branch.text.length });

  const grow = (parent: number, unit: number): number => {
    const place = isEnd(parent) ? places.get(parent) : undefined;
    const next = place === undefined ? undefined : advance(place, unit);
    if (place === undefined || next === undefined) return 0;
    // Inside a branch, the node has no second child.
    if (place.at < place.branch.text.length) places.delete(parent);
    const node = add(parent, unit);
    nodes.matched[node] = nodes.depth[node] ?? 0;
    places.set(node, next);
    return node;
  };
  const isEnd = (node: number) => nodes.matched[node] === nodes.depth[node];

  /** Sets the failure of a new node. Shorter ends of the same text may be new nodes too, and get their failures here. */
  const link = (added: number, parent: number, unit: number) => {
    let node = added;
    let at = nodes.fail[parent] ?? 0;
    for (; at !== 0; at = nodes.fail[at] ?? 0) {
      const known = child(at, unit);
      const target = known === 0 ? grow(at, unit) : known;
      if (target === 0) continue;
      nodes.fail[node] = target;
      if (known !== 0) return;
      node = target;
    }
    nodes.fail[node] = first[unit] ?? 0;
  };
  return {
    /** Returns the child of a node with a code unit, or 0. */
    enter(parent: number, unit: number): number {
      const known = child(parent, unit);
      if (known !== 0) return known;
      const added = grow(parent, unit);
      if (added !== 0) link(added, parent, unit);
      return added;
    },
  };
}

function nodeOf({ first, child }: Trie, piece: string): number {
  let node = first[piece.charCodeAt(0)] ?? 0;
  for (let index = 1; index < piece.length; index++) node = child(node, piece.charCodeAt(index));
  return node;
}

/** Returns the place after a character, or nothing if no rest has the character here. */
function advance({ branch, at }: Place, unit: number): Place | undefined {
  if (at < branch.text.length)
    return branch.text.charCodeAt(at) === unit ? { branch, at: at + 1 } : undefined;
  const next = branch.next.get(unit);
  return next && { branch: next, at: 1 };
}
