/** A tree of the beginnings of pieces: a node for each beginning, numbers in typed arrays; the root is 0. */
export interface Trie {
  /** The root's children by code unit, because most of a text stays at the root. */
  readonly first: Int32Array;
  readonly nodes: Readonly<Nodes>;
  count(): number;
  /** Returns the child of a node with a code unit, or 0. */
  child(node: number, unit: number): number;
  /** Makes a child that the node does not have yet. */
  add(parent: number, unit: number): number;
}

/** By node. More nodes may replace the arrays by larger arrays. */
interface Nodes {
  /** The code unit, the eldest child, and the next sibling. 0 means no node. */
  unit: Uint16Array;
  eldest: Int32Array;
  sibling: Int32Array;
  depth: Int32Array;
  /** The length of the piece that ends at the node; 0 without such a piece. */
  matched: Int32Array;
  /** The node of the longest other end of the same text. */
  fail: Int32Array;
  /** How many children the node has, up to `MAX_LISTED + 1`. */
  listed: Uint8Array;
}

/** A node with more children gets a table, because reading would search a list for each character of a text. */
const MAX_LISTED = 6;

export function makeTrie(pieces: readonly string[]): Trie {
  const trie = makeNodes(pieces.reduce((sum, piece) => sum + piece.length, 1));
  const { first, nodes, child, add } = trie;
  for (const piece of pieces) {
    let node = 0;
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index);
      const known = node === 0 ? (first[unit] ?? 0) : child(node, unit);
      node = known !== 0 ? known : add(node, unit);
    }
    nodes.matched[node] = piece.length;
  }
  return trie;
}

function emptyNodes(size: number): Nodes {
  const ints = () => new Int32Array(size);
  return {
    unit: new Uint16Array(size),
    eldest: ints(),
    sibling: ints(),
    depth: ints(),
    matched: ints(),
    fail: ints(),
    listed: new Uint8Array(size),
  };
}

function enlarge(nodes: Nodes): void {
  const larger = emptyNodes(2 * nodes.unit.length);
  for (const name of ['unit', 'eldest', 'sibling', 'depth', 'matched', 'fail', 'listed'] as const)
    larger[name].set(nodes[name]);
  Object.assign(nodes, larger);
}

function makeNodes(size: number): Trie {
  const first = new Int32Array(65536);
  const nodes = emptyNodes(size);
  let count = 1;
  const tables = new Map<number, Map<number, number>>();
  const child = (node: number, wanted: number): number => {
    if ((nodes.listed[node] ?? 0) > MAX_LISTED) return tables.get(node)?.get(wanted) ?? 0;
    let at = nodes.eldest[node] ?? 0;
    while (at !== 0 && nodes.unit[at] !== wanted) at = nodes.sibling[at] ?? 0;
    return at;
  };
  const enter = (parent: number, node: number) => {
    const number = Math.min((nodes.listed[parent] ?? 0) + 1, MAX_LISTED + 1);
    nodes.listed[parent] = number;
    if (number <= MAX_LISTED) return;
    const table = tables.get(parent) ?? new Map<number, number>();
    if (table.size === 0)
      for (let at = nodes.eldest[parent] ?? 0; at !== 0; at = nodes.sibling[at] ?? 0)
        table.set(nodes.unit[at] ?? 0, at);
    tables.set(parent, table.set(nodes.unit[node] ?? 0, node));
  };
  const add = (parent: number, unit: number): number => {
    const node = count++;
    if (node === nodes.unit.length) enlarge(nodes);
    nodes.unit[node] = unit;
    nodes.depth[node] = (nodes.depth[parent] ?? 0) + 1;
    if (parent === 0) {
      first[unit] = node;
      return node;
    }
    nodes.sibling[node] = nodes.eldest[parent] ?? 0;
    nodes.eldest[parent] = node;
    enter(parent, node);
    return node;
  };
  return { first, nodes, child, add, count: () => count };
}
