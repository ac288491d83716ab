import type { LayerMember } from '../../contract/layers.ts';
import { ObuilderError } from '../../errors.ts';
import { pathOf, walkInside } from '../../files/inside.ts';

/**
 * Decides which layers of a chain hold a path and everything below, so that an output can do without the other layers and without the
 * base image. Layers of results have whole files, all names of a file with several names, and the directories above each member.
 *
 * @param layers the members of each layer above the base image, the lowest first
 * @param path inside the result; links on the way are followed
 * @returns the indexes of the layers, in order; none for a path that the result lacks; undefined if the base image may have a part
 */
export function layersWith(
  layers: readonly (readonly LayerMember[])[],
  path: string,
): readonly number[] | undefined {
  const stack = layers.map((members) => new Index(members));
  let at = -1;
  const look = (_name: string, { here }: { readonly here: string }) => {
    const found = find(stack, here.slice(1));
    if (found === 'unknown') return 'stop';
    if (found === 'missing') return 'missing';
    at = found.at;
    const { kind, target = '' } = found.member;
    if (kind === 'link') return { link: target };
    return kind === 'directory' ? { directory: true as const } : 'other';
  };
  const refuse = (reason: string) => new ObuilderError('export-failed', `the path ${reason}`);
  const view = { start: { names: [], directories: [true] as const }, look, refuse };
  try {
    const { names, found, rest } = walkInside<true>(view, path);
    if (rest !== undefined) return undefined;
    if (found === 'other') return [at];
    return found === undefined ? [] : layersBelow(stack, pathOf(names).slice(1));
  } catch {
    // The export of the whole result tells why.
    return undefined;
  }
}

type Found = { readonly at: number; readonly member: LayerMember } | 'missing' | 'unknown';

/** Looks for a path whose parent is a directory. */
function find(stack: readonly Index[], path: string): Found {
  for (const [at, layer] of [...stack.entries()].reverse()) {
    const member = layer.get(path);
    if (member !== undefined) return { at, member };
    if (layer.hides(path)) return 'missing';
  }
  return 'unknown';
}

function layersBelow(stack: readonly Index[], directory: string): readonly number[] | undefined {
  const needed: number[] = [];
  for (const [at, layer] of [...stack.entries()].reverse()) {
    if (layer.touches(directory)) needed.push(at);
    const isWhole = layer.get(directory)?.isNew === true || layer.isOpaque(directory);
    if (isWhole || layer.hides(directory)) return needed.reverse();
  }
  return undefined;
}

const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';
const join = (directory: string, name: string) => (directory === '' ? name : `${directory}/${name}`);
const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The members of a layer, by path. */
class Index {
  readonly #members: ReadonlyMap<string, LayerMember>;

  constructor(members: readonly LayerMember[]) {
    this.#members = new Map(members.map((member) => [member.path, member]));
  }

  get(path: string): LayerMember | undefined {
    return this.#members.get(path);
  }

  /** Whether the layer has a member at a path or below, whiteouts included. */
  touches(directory: string): boolean {
    if (this.#members.has(directory)) return true;
    for (const path of this.#members.keys()) if (path.startsWith(`${directory}/`)) return true;
    return false;
  }

  isOpaque(directory: string): boolean {
    return this.#members.has(join(directory, OPAQUE));
  }

  /** Whether lower layers have no part in a path, because this layer deletes or replaces the path or a directory above. */
  hides(path: string): boolean {
    if (this.#isDeleted(path)) return true;
    for (let above = path; above !== ''; ) {
      above = parentOf(above);
      const member = this.#members.get(above);
      if (member?.isNew === true || (member !== undefined && member.kind !== 'directory')) return true;
      if (this.isOpaque(above) || (above !== '' && this.#isDeleted(above))) return true;
    }
    return false;
  }

  #isDeleted(path: string): boolean {
    return this.#members.has(join(parentOf(path), PREFIX + nameOf(path)));
  }
}
