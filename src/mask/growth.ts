import type { Branch } from './rests.ts';
import type { Trie } from './trie.ts';

/** A position in the rest of a piece. */
interface Cursor {
  readonly branch: Branch;
  readonly at: number;
}

/**
 * Makes the nodes of rests when a text first reaches them, because an automaton of whole long pieces would take longer to make than
 * most steps run.
 */
export function startGrowth(trie: Trie, rests: ReadonlyMap<string, Branch>) {
  const { nodes, first, child, add } = trie;
  /** By node: where further nodes may grow. */
  const cursors = new Map<number, Cursor>();
  for (const [piece, branch] of rests) cursors.set(nodeOf(trie, piece), { branch, at: branch.text.length });

  const grow = (parent: number, unit: number): number => {
    const cursor = isEnd(parent) ? cursors.get(parent) : undefined;
    const next = cursor === undefined ? undefined : advance(cursor, unit);
    if (cursor === undefined || next === undefined) return 0;
    // Inside a branch, the node has no second child.
    if (cursor.at < cursor.branch.text.length) cursors.delete(parent);
    const node = add(parent, unit);
    nodes.matched[node] = nodes.depth[node] ?? 0;
    cursors.set(node, next);
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

/** Returns the position after a character, or nothing if no rest has the character here. */
function advance({ branch, at }: Cursor, unit: number): Cursor | undefined {
  if (at < branch.text.length)
    return branch.text.charCodeAt(at) === unit ? { branch, at: at + 1 } : undefined;
  const next = branch.next.get(unit);
  return next && { branch: next, at: 1 };
}
