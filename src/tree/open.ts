import type { Trees } from '../contract/trees.ts';
import { copyTree } from './copy/copy.ts';
import { readManifest } from './manifest.ts';
import { makeSources } from './read/source.ts';
import { forgetDigests } from './stat-cache.ts';

/**
 * Manifests and copies of file trees on this machine's file systems. Opening costs nothing. A copy is quicker from the
 * same `Trees` that read its manifest, which has small files at hand still.
 */
export function openTrees(): Trees {
  const sources = makeSources();
  return {
    readManifest: (request) => readManifest(request, sources),
    copy: (request) => copyTree(request, sources),
    forget: forgetDigests,
  };
}
