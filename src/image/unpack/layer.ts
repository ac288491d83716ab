import type { Bytes } from '../../archive/bytes.ts';
import { unpackBytes } from '../../archive/unpack-bytes.ts';
import type { Layer } from '../../contract/images.ts';
import { imageInvalid, within } from '../../oci/invalid.ts';
import type { Unpacker } from './unpacker.ts';

/** Bytes of a layer after decompression. Bounds decompression bombs, because compressed zeros cost next to nothing. */
const MAX_UNPACKED = 256 * 1024 ** 3;

interface LayerTarget {
  readonly unpacker: Unpacker;
  /** Whether to check the digest of the stored blob too. */
  readonly checksBlob: boolean;
}

/**
 * Unpacks a layer from a stream, and checks the digest of the uncompressed archive.
 * @throws ObuilderError `image-invalid` with the layer's digest
 */
export async function unpackLayer(
  bytes: Bytes,
  layer: Layer,
  { unpacker, checksBlob }: LayerTarget,
): Promise<void> {
  const what = `layer ${layer.digest}`;
  const unpacking = unpacker.layer();
  let unpacked = 0;
  const sink = (chunk: Buffer) => {
    unpacked += chunk.length;
    if (unpacked > MAX_UNPACKED) throw imageInvalid('the unpacked layer is larger than 256 GiB');
    unpacking.write(chunk);
  };
  try {
    const blob = checksBlob ? layer.digest : undefined;
    await unpackBytes(bytes, { size: layer.size, digests: { blob, content: layer.diffId }, sink });
    await unpacking.end();
  } catch (error) {
    throw within(what, error, unpacker.rootfs);
  } finally {
    unpacking.abandon();
  }
}
