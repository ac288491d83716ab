import { createHash } from 'node:crypto';
import path from 'node:path';
import { isRacy } from '../host/racy.ts';
import type { TreeIdentity } from '../host/tree-identity.ts';
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

const KIND = 'image-rootfs-2';

type RootSource = Pick<TreeIdentity, 'identity' | 'bytes' | 'changed' | 'mounts'>;

/**
 * A root file system as it stands: `rootfs:DIR`, or a tar file of one (plain, gzip or zstd). The digest is that of the tar
 * file, or of the archive that GNU tar makes of the directory: paths, contents, modes, owners, times, links, devices and
 * attributes. What is mounted below the directory is left out, with a warning.
 */
export async function resolveRootfs(request: ResolveRequest): Promise<ResolvedImage> {
  const { options, platform } = request;
  if (request.name === '')
    throw imageInvalid('rootfs: names no directory', { hint: 'Write rootfs:DIR or rootfs:FILE.tar.' });
  const file = path.resolve(options.directory, request.name);
  const place = placeOf(request, file);
  const { source, digest } = await withLocal(request, place, async (opened) => {
    const source = await sourceOf(opened, { file, signal: options.signal });
    return { source, digest: await digestOf(opened, { source, file, request }) };
  });
  for (const mount of source.mounts) options.onWarning(leftOut(mount, file));
  return {
    name: `rootfs:${request.name}`,
    digest,
    platform: formatPlatform(platform),
    environment: [],
    load: (load) =>
      withLocal(request, place, (opened) => loadRootfs(opened, { bytes: source.bytes, digest, file, load })),
  };
}

const leftOut = (mount: string, file: string) =>
  `${file} is taken without what is mounted at ${JSON.stringify(mount)} there; unmount it, or copy it into the directory`;

interface Asked {
  readonly file: string;
  readonly signal: AbortSignal | undefined;
}

async function sourceOf(opened: OpenedFile, { file, signal }: Asked): Promise<RootSource> {
  const { identity, size, changed } = opened;
  if (opened.kind === 'file') return { identity, bytes: size, changed, mounts: [] };
  try {
    return await opened.identifyTree(signal);
  } catch (error) {
    throw within(file, error);
  }
}

interface Digesting {
  readonly source: RootSource;
  readonly file: string;
  readonly request: ResolveRequest;
}

async function digestOf(opened: OpenedFile, { source, file, request }: Digesting): Promise<string> {
  const { settings, options } = request;
  const known = settings.memo.recall(KIND, source.identity);
  if (known !== undefined) return known;
  const readAt = Date.now();
  const digest = await computeDigest(bytesOf(opened, options.signal), file);
  if (!isRacy(source.changed, readAt)) settings.memo.remember(KIND, source.identity, digest);
  return digest;
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
