import type { Bytes } from '../../archive/bytes.ts';
import { unpackBytes } from '../../archive/unpack-bytes.ts';
import type { LoadOptions } from '../../contract/images.ts';
import { within } from '../../oci/invalid.ts';
import { trackProgress } from './progress.ts';
import { createUnpacker } from './unpacker.ts';

interface RootfsArchive {
  readonly size: number;
  readonly digest: string;
  /** The path, for errors. */
  readonly file: string;
}

/** Unpacks a root file system from a single archive without whiteouts. */
export async function loadRootfs(
  bytes: Bytes,
  { size, digest, file }: RootfsArchive,
  { rootfs, onProgress }: LoadOptions,
): Promise<void> {
  const progress = trackProgress(size, onProgress);
  const unpacker = createUnpacker({ rootfs, whiteouts: false });
  const layer = unpacker.layer();
  try {
    await unpackBytes(progress.count(bytes), {
      size,
      digests: { blob: digest },
      sink: (chunk) => layer.write(chunk),
    });
    await layer.end();
  } catch (error) {
    throw within(file, error, rootfs);
  } finally {
    layer.abandon();
  }
  await unpacker.end();
  progress.end();
}
