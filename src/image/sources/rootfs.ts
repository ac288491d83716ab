import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Bytes } from '../../archive/bytes.ts';
import type { ResolvedImage } from '../../contract/images.ts';
import { isRacy } from '../../files/racy.ts';
import type { TreeIdentity } from '../../files/tree-identity.ts';
import { type OpenedFile, streamOf } from '../../files/user-files.ts';
import { imageInvalid } from '../../oci/invalid.ts';
import { formatPlatform } from '../../oci/platform.ts';
import { placeOf, withLocal } from './local-file.ts';
import type { ResolveRequest } from './source.ts';
import { unreadable } from './unreadable.ts';

const KIND = 'image-rootfs-2';

type RootSource = Pick<TreeIdentity, 'identity' | 'bytes' | 'changed' | 'mounts'>;

/**
 * Resolves a root file system: a directory (`rootfs:DIR`) or a tar file (`rootfs:FILE`; plain, gzip or zstd). The digest
 * covers the tar file, or the archive that GNU tar makes of the directory: paths, contents, modes, owners, times, links,
 * devices and attributes. Leaves out mounts below the directory, with a warning.
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
    content: {
      kind: 'archive',
      file,
      size: source.bytes,
      withBytes: ({ signal }, use) => withLocal(request, place, (opened) => use(bytesOf(opened, signal))),
    },
  };
}

const leftOut = (mount: string, file: string) =>
  `${file} is used without the mount at ${JSON.stringify(mount)}: unmount the file system, or copy its files into the directory`;

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
    throw unreadable(file, error);
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
    throw unreadable(file, error);
  }
  return `sha256:${hash.digest('hex')}`;
}
