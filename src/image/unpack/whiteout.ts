import { show } from '../../archive/tar-header.ts';
import { imageInvalid } from '../../oci/invalid.ts';
import type { RootTree } from './root-tree.ts';

const PREFIX = '.wh.';
const RESERVED = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function isWhiteout(path: string): boolean {
  return baseName(path).startsWith(PREFIX);
}

/**
 * Removes a name, or all names of a directory, of lower layers (OCI image specification, whiteouts). Files of the same layer
 * stay, in any order of entries. Other names with the prefix `.wh..wh.` are internal to AUFS and have no effect.
 */
export function applyWhiteout(tree: RootTree, path: string): void {
  const name = baseName(path);
  const directory = path.slice(0, path.length - name.length);
  if (name === OPAQUE) {
    const real = tree.find(`${directory}x`);
    if (real !== undefined) tree.clearLower(real.slice(0, Math.max(0, real.lastIndexOf('/'))));
    return;
  }
  if (name.startsWith(RESERVED)) return;
  const hidden = name.slice(PREFIX.length);
  if (hidden === '' || hidden === '.' || hidden === '..') {
    throw imageInvalid(`the whiteout "${show(name)}" names no file`);
  }
  const real = tree.find(`${directory}${hidden}`);
  if (real !== undefined) tree.removeLower(real);
}
