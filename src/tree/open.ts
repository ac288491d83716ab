import type { Trees } from '../contract/trees.ts';
import { readManifest } from './manifest.ts';
import { makeSources } from './read/source.ts';
import { forgetDigests } from './stat-cache.ts';

/**
 * Opens manifests and copies of file trees on this machine's file systems. Does no work. A copy is quicker with the same
 * `Trees` that read the manifest, because small files are still in memory.
 */
export function openTrees(): Trees {
  const sources = makeSources();
  return {
    readManifest: (request) => readManifest(request, sources),
    copy: async (request) => await (await import('./copy/copy.ts')).copyTree(request, sources),
    forget: forgetDigests,
  };
}
