import type { Trees } from './contract.ts';
import { copyTree } from './copy.ts';
import { readManifest } from './manifest.ts';

/** Manifests and copies of file trees on this machine's file systems. Opening costs nothing. */
export function openTrees(): Trees {
  return { readManifest, copy: copyTree };
}
