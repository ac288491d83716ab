import type { Bytes } from '../../archive/bytes.ts';
import { unpackBytes } from '../../archive/unpack-bytes.ts';
import type { LoadOptions } from '../../contract/images.ts';
import { within } from '../../oci/invalid.ts';
import { trackProgress } from './progress.ts';
import { createUnpacker } from './unpacker.ts';

interface Loading {
  readonly bytes: number;
  readonly digest: string;
  readonly file: string;
  readonly load: LoadOptions;
}

/** Unpacks a root file system from a single archive without whiteouts. */
export async function loadRootfs(content: Bytes, { bytes, digest, file, load }: Loading): Promise<void> {
  const progress = trackProgress(bytes, load.onProgress);
  const unpacker = createUnpacker({ rootfs: load.rootfs, whiteouts: false });
  const layer = unpacker.layer();
  try {
    await unpackBytes(progress.count(content), {
      size: bytes,
      digests: { blob: digest },
      sink: (chunk) => layer.write(chunk),
    });
    await layer.end();
  } catch (error) {
    throw within(file, error, load.rootfs);
  } finally {
    layer.abandon();
  }
  await unpacker.end();
  progress.end();
}
