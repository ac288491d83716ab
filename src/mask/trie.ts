/** A tree of the beginnings of pieces: a node for each beginning, numbers in typed arrays; the root is 0. */
export interface Trie {
  readonly count: number;
  /** The root's children by code unit, because most of a text stays at the root. */
  readonly first: Int32Array;
  /** By node: the code unit, the eldest child, and the next sibling. 0 means no node. */
  readonly unit: Uint16Array;
  readonly eldest: Int32Array;
  readonly sibling: Int32Array;
  readonly depth: Int32Array;
  /** By node: the length of the piece that ends at the node; 0 without such a piece. */
  readonly matched: Int32Array;
  child(node: number, unit: number): number;
}

/** A node with more children gets a table, because reading would search a list for each character of a text. */
const MAX_LISTED = 6;

export function makeTrie(pieces: readonly string[]): Trie {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 1);
  const ints = () => new Int32Array(size);
  const arrays = { unit: new Uint16Array(size), eldest: ints(), sibling: ints(), depth: ints() };
  const first = new Int32Array(65536);
  const matched = ints();
  const { child, add, count } = children(arrays, first);
  for (const piece of pieces) {
    let node = 0;
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index);
      const known = node === 0 ? (first[unit] ?? 0) : child(node, unit);
      node = known !== 0 ? known : add(node, unit);
    }
    matched[node] = piece.length;
  }
  return { ...arrays, first, matched, child, count: count() };
}

type Arrays = Pick<Trie, 'unit' | 'eldest' | 'sibling' | 'depth'>;

function children({ unit, eldest, sibling, depth }: Arrays, first: Int32Array) {
  let count = 1;
  const tables = new Map<number, Map<number, number>>();
  const listed = new Uint8Array(unit.length);
  const child = (node: number, wanted: number): number => {
    if ((listed[node] ?? 0) > MAX_LISTED) return tables.get(node)?.get(wanted) ?? 0;
    let at = eldest[node] ?? 0;
    while (at !== 0 && unit[at] !== wanted) at = sibling[at] ?? 0;
    return at;
  };
  const enter = (parent: number, node: number) => {
    const number = Math.min((listed[parent] ?? 0) + 1, MAX_LISTED + 1);
    listed[parent] = number;
    if (number <= MAX_LISTED) return;
    const table = tables.get(parent) ?? new Map<number, number>();
    if (table.size === 0)
      for (let at = eldest[parent] ?? 0; at !== 0; at = sibling[at] ?? 0) table.set(unit[at] ?? 0, at);
    tables.set(parent, table.set(unit[node] ?? 0, node));
  };
  const add = (parent: number, added: number): number => {
    const node = count++;
    unit[node] = added;
    depth[node] = (depth[parent] ?? 0) + 1;
    if (parent === 0) {
      first[added] = node;
      return node;
    }
    sibling[node] = eldest[parent] ?? 0;
    eldest[parent] = node;
    enter(parent, node);
    return node;
  };
  return { child, add, count: () => count };
}
