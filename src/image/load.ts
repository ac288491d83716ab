import { chmodSync } from 'node:fs';
import type { Images } from '../contract/images.ts';

/** Writes an image's root file system. See `Images.load`. Unpacking loads late: cached builds unpack nothing. */
export const loadImage: Images['load'] = async ({ digest, content }, options) => {
  switch (content.kind) {
    case 'layers': {
      const { loadLayers } = await import('./unpack/load-layers.ts');
      await content.withBlobs(options, (blobs) => loadLayers(blobs, content.layers, options));
      return;
    }
    case 'archive': {
      const { loadRootfs } = await import('./unpack/load-rootfs.ts');
      await content.withBytes(options, (bytes) => loadRootfs(bytes, { ...content, digest }, options));
      return;
    }
    case 'empty':
      chmodSync(options.rootfs, 0o755);
  }
};
