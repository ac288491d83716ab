import type { MayDiffer } from '../../contract/results.ts';
import { layerImpossible } from '../impossible.ts';
import { differingContents } from './contents.ts';
import { firstNames, lacksNames, namesForLinks } from './links.ts';
import { byPlace, join, parentOf, Tree } from './node.ts';
import { type Findings, type Trees, walkTrees } from './walk.ts';

/** A member of a layer. Paths as in `Tree`. */
export type Member =
  /** A file or directory of the result. `isLarge`: a file that may have large holes. */
  | { readonly kind: 'entry'; readonly path: string; readonly isLarge: boolean }
  /** A further name of the earlier member `target`. */
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  /** An empty file with a reserved name that hides files of the base. */
  | { readonly kind: 'whiteout'; readonly path: string };

export interface DifferenceRequest {
  /** The directory of the base's files; undefined for a result without a base. */
  readonly base: string | undefined;
  readonly result: string;
  /** Tells where the trees may differ; by default everywhere. */
  readonly mayDiffer?: MayDiffer | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Returns the members of the layer between two trees: each directory before its entries, entries in the order of their bytes. The
 * members depend on names, contents and aspects alone, not on the kind of store.
 *
 * @throws ObuilderError `layer-impossible`
 */
export async function findDifference(request: DifferenceRequest): Promise<readonly Member[]> {
  const { base, result } = request;
  const trees = { base: base === undefined ? undefined : new Tree(base), result: new Tree(result) };
  const found = await walkAsNeeded(trees, request);
  const { changed, open } = found;
  if (base !== undefined)
    for (const path of await differingContents({ base, result }, open, request.signal)) changed.add(path);
  for (const path of namesForLinks(found.linked, changed)) changed.add(path);
  for (const directory of directoriesAbove(found)) changed.add(directory);
  return sortMembers(found);
}

/** A changed file may have further names in directories that have not changed. */
async function walkAsNeeded(trees: Trees, { mayDiffer, signal }: DifferenceRequest): Promise<Findings> {
  const found = await walkTrees(trees, { mayDiffer, signal });
  return mayDiffer !== undefined && lacksNames(found.linked) ? await walkTrees(trees, { signal }) : found;
}

/**
 * Returns the directories of all members. Programs that unpack a layer alone need each, for modes and owners. `apply` needs the
 * directory of each member, because new entries change its time.
 */
function directoriesAbove({ changed, gone }: Findings): readonly string[] {
  const above = new Set<string>();
  const add = (directory: string) => {
    for (let one = directory; one !== '' && !above.has(one); one = parentOf(one)) above.add(one);
    if (directory === '') above.add('');
  };
  for (const path of changed) if (path !== '') add(parentOf(path));
  for (const directory of gone.keys()) add(directory);
  return [...above].filter((directory) => !changed.has(directory));
}

/** The start of a reserved name, which hides the file with the rest of the name. */
const HIDES = '.wh.';
/** Hides everything that the base has in the directory. */
const HIDES_ALL = '.wh..wh..opq';

function whiteouts({ gone }: Findings): readonly string[] {
  return [...gone].flatMap(([directory, { names, isAll }]) => {
    const reserved = names.find((name) => name.startsWith(HIDES));
    if (isAll && (names.length > 1 || reserved !== undefined)) return [join(directory, HIDES_ALL)];
    if (reserved !== undefined)
      throw layerImpossible(
        join(directory, reserved),
        `a layer cannot delete a name that begins with ${HIDES}`,
      );
    return names.map((name) => join(directory, HIDES + name));
  });
}

function sortMembers(found: Findings): readonly Member[] {
  const { changed, large, linked } = found;
  for (const path of changed) checkName(path);
  const firsts = firstNames(linked.filter(({ path }) => changed.has(path)));
  const entry = (path: string): Member => {
    const target = firsts.get(path);
    if (target !== undefined && target !== path) return { kind: 'link', path, target };
    return { kind: 'entry', path, isLarge: large.has(path) };
  };
  const hidden = whiteouts(found).map((path): Member => ({ kind: 'whiteout', path }));
  return [...[...changed].map(entry), ...hidden].sort((a, b) => byPlace(a.path, b.path));
}

function checkName(path: string): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!name.startsWith(HIDES)) return;
  throw layerImpossible(path, `in a layer, a name that begins with ${HIDES} deletes another file`);
}
