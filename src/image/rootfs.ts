import { createHash } from 'node:crypto';
import path from 'node:path';
import { type OpenedFile, streamOf } from '../host/user-files.ts';
import type { Bytes } from './bytes.ts';
import type { LoadOptions, ResolvedImage } from './contract.ts';
import { imageInvalid, within } from './invalid.ts';
import { placeOf, withLocal } from './local-file.ts';
import { formatPlatform } from './platform.ts';
import { trackProgress } from './progress.ts';
import type { ResolveRequest } from './source.ts';
import { createUnpacker } from './unpack.ts';
import { unpackBytes } from './unpack-bytes.ts';

const KIND = 'image-rootfs-1';

interface RootSource {
  /** Changes when anything of it does. */
  readonly identity: string;
  readonly bytes: number;
}

/**
 * A root file system as it stands: `rootfs:DIR`, or a tar file of one (plain, gzip or zstd). The digest is that of the tar
 * file, or of the archive that GNU tar makes of the directory: paths, contents, modes, owners, times, links, devices and
 * attributes.
 */
export async function resolveRootfs(request: ResolveRequest): Promise<ResolvedImage> {
  const { settings, options, platform } = request;
  if (request.name === '')
    throw imageInvalid('rootfs: names no directory', { hint: 'Write rootfs:DIR or rootfs:FILE.tar.' });
  const file = path.resolve(options.directory, request.name);
  const place = placeOf(request, file);
  const { source, digest } = await withLocal(request, place, async (opened) => {
    const source = await sourceOf(opened);
    const known = settings.memo.recall(KIND, source.identity);
    const digest = known ?? (await computeDigest(bytesOf(opened, options.signal), file));
    if (known === undefined) settings.memo.remember(KIND, source.identity, digest);
    return { source, digest };
  });
  return {
    name: `rootfs:${request.name}`,
    digest,
    platform: formatPlatform(platform),
    environment: [],
    load: (load) =>
      withLocal(request, place, (opened) => loadRootfs(opened, { bytes: source.bytes, digest, file, load })),
  };
}

async function sourceOf(opened: OpenedFile): Promise<RootSource> {
  if (opened.kind === 'directory') return await opened.identifyTree();
  return { identity: opened.identity, bytes: opened.size };
}

function bytesOf(opened: OpenedFile, signal?: AbortSignal): AsyncGenerator<Buffer> {
  return opened.kind === 'directory' ? opened.archive(signal) : streamOf(opened, { start: 0, signal });
}

async function computeDigest(bytes: Bytes, file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of bytes) hash.update(chunk);
  } catch (error) {
    throw within(file, error);
  }
  return `sha256:${hash.digest('hex')}`;
}

interface Loading {
  readonly bytes: number;
  readonly digest: string;
  readonly file: string;
  readonly load: LoadOptions;
}

async function loadRootfs(opened: OpenedFile, { bytes, digest, file, load }: Loading): Promise<void> {
  const progress = trackProgress(bytes, load.onProgress);
  const unpacker = createUnpacker({ rootfs: load.rootfs, whiteouts: false });
  const layer = unpacker.layer();
  try {
    await unpackBytes(progress.count(bytesOf(opened, load.signal)), {
      size: bytes,
      digests: { blob: digest },
      sink: (chunk) => layer.write(chunk),
    });
    await layer.end();
  } catch (error) {
    throw within(file, error);
  } finally {
    layer.abandon();
  }
  await unpacker.end();
  progress.end();
}
