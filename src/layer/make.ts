import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { mostContent } from '../archive/unpack-bytes.ts';
import type { LayerCompression, LayerMember, MadeLayer, MakeLayerOptions } from '../contract/layers.ts';
import type { MayDiffer } from '../contract/results.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { diskFull, isSpaceFault } from '../files/full-disk.ts';
import { isAbort } from '../oci/invalid.ts';
import { findDifference } from './difference/difference.ts';
import { parentOf, Tree } from './difference/node.ts';
import { formatMembers } from './members.ts';
import { writeArchive } from './write/archive.ts';
import { FrameWriter } from './write/frames.ts';
import type { Output } from './write/output.ts';

const MEDIA_TYPES: Readonly<Record<LayerCompression, string>> = {
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

interface Sides {
  /** The directory of the base's files; undefined for a result without a base. */
  readonly base: string | undefined;
  readonly result: string;
  /** Tells where the directories may differ; by default everywhere. */
  readonly mayDiffer?: MayDiffer | undefined;
}

/**
 * Writes the layer between two directories into a new file in `scratch`. Leaves no file after a failure.
 *
 * @throws ObuilderError `layer-impossible`, `disk-full`, `cancelled`
 */
export async function makeLayer(sides: Sides, options: MakeLayerOptions): Promise<MadeLayer> {
  const { scratch, compression, latestSeconds, signal } = options;
  const file = path.join(scratch, `layer-${randomBytes(8).toString('hex')}`);
  try {
    signal?.throwIfAborted();
    const members = await findDifference({ ...sides, signal });
    const handle = await open(file, 'wx', 0o600);
    try {
      const writer = new FrameWriter(handle, compression);
      const request = { root: sides.result, scratch, latestSeconds, signal };
      const listed = await writeArchive(members, request, reporting(writer, options));
      const written = await writer.end();
      checkReadable(writer.taken, written.size);
      const layer = { ...written, mediaType: MEDIA_TYPES[compression] };
      return { layer, file, members: formatMembers(markNew(listed, sides.base)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    rmSync(file, { force: true });
    throw asMakingError(error, options);
  }
}

/** Marks the directories that the base lacks. Parents come first. */
function markNew(members: readonly LayerMember[], base: string | undefined): readonly LayerMember[] {
  const tree = base === undefined ? undefined : new Tree(base);
  const fresh = new Set<string>();
  return members.map((member) => {
    const { kind, path } = member;
    if (kind !== 'directory' || path === '') return member;
    // A path below a new directory could lead through a link of the base.
    const isNew = tree === undefined || fresh.has(parentOf(path)) || tree.stat(path)?.isDirectory() !== true;
    if (isNew) fresh.add(path);
    return isNew ? { ...member, isNew } : member;
  });
}

/** Readers refuse bytes that become too many. */
function checkReadable(taken: number, size: number): void {
  if (taken <= mostContent(size)) return;
  throw new ObuilderError(
    'layer-impossible',
    `could not make a layer: ${taken} bytes become ${size} by compression, so readers would refuse the layer as a bomb`,
    { hint: 'The result stays on this machine. Let the step write less of the same.' },
  );
}

/** Tells the progress and obeys the signal. */
function reporting(writer: FrameWriter, { onProgress, signal }: MakeLayerOptions): Output {
  return {
    write: (chunk) => writer.write(chunk),
    ready: async () => {
      signal?.throwIfAborted();
      onProgress?.(writer.taken);
      await writer.ready();
    },
  };
}

function asMakingError(error: unknown, { scratch, signal }: MakeLayerOptions): unknown {
  if (isSpaceFault(error)) return diskFull('could not make a layer', error, { written: [scratch] });
  if (signal?.aborted && !isObuilderError(error, 'cancelled'))
    return new ObuilderError('cancelled', 'the layer was cancelled', { cause: error });
  return isAbort(error) ? new ObuilderError('cancelled', 'the layer was cancelled', { cause: error }) : error;
}
