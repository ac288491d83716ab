/**
 * The rests of long pieces with the same beginning, as a tree of texts: rests with a common part share a branch. So the number of
 * rests does not matter for reading, and no text is copied.
 */
export interface Branch {
  readonly text: string;
  /** The branches after the text, by their first code unit. */
  readonly next: ReadonlyMap<number, Branch>;
}

interface Growing extends Branch {
  text: string;
  next: Map<number, Growing>;
}

/** Returns the branch before all `rests`; its own text is empty. */
export function makeBranches(rests: Iterable<string>): Branch {
  const root: Growing = { text: '', next: new Map() };
  for (const rest of rests) add(root, rest);
  return root;
}

function add(root: Growing, rest: string): void {
  let branch = root;
  let left = rest;
  while (left !== '') {
    const next = branch.next.get(left.charCodeAt(0));
    if (next === undefined) {
      branch.next.set(left.charCodeAt(0), { text: left, next: new Map() });
      return;
    }
    const shared = sharedLength(next.text, left);
    if (shared < next.text.length) split(next, shared);
    left = left.slice(shared);
    branch = next;
  }
}

function sharedLength(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function split(branch: Growing, at: number): void {
  const { text, next } = branch;
  branch.next = new Map([[text.charCodeAt(at), { text: text.slice(at), next }]]);
  branch.text = text.slice(0, at);
}
