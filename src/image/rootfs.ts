import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, type Stats } from 'node:fs';
import path from 'node:path';
import { archiveTree } from '../host/tar.ts';
import type { LoadOptions, ResolvedImage } from './contract.ts';
import { identityOf, statSource } from './file-identity.ts';
import { imageInvalid, within } from './invalid.ts';
import { type Bytes, unpackBytes } from './layer.ts';
import { formatPlatform } from './platform.ts';
import { trackProgress } from './progress.ts';
import type { ResolveRequest } from './source.ts';
import { createUnpacker } from './unpack.ts';

const KIND = 'image-rootfs-1';
const PIECE = 1024 * 1024;

interface RootSource {
  /** Changes when anything of it does. */
  readonly identity: string;
  readonly bytes: number;
  readonly read: (signal?: AbortSignal) => Bytes;
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
  const source = openSource(file, statSource(file));
  const known = settings.memo.recall(KIND, source.identity);
  const digest = known ?? (await computeDigest(source.read(options.signal), file));
  if (known === undefined) settings.memo.remember(KIND, source.identity, digest);
  return {
    name: `rootfs:${request.name}`,
    digest,
    platform: formatPlatform(platform),
    environment: [],
    load: (load) => loadRootfs(source, { digest, file, load }),
  };
}

function openSource(file: string, stat: Stats): RootSource {
  if (stat.isFile()) {
    return {
      identity: identityOf(stat),
      bytes: stat.size,
      read: (signal) => createReadStream(file, { highWaterMark: PIECE, ...(signal ? { signal } : {}) }),
    };
  }
  if (!stat.isDirectory()) {
    throw imageInvalid(`${file} is neither a directory nor a tar file`, { value: file });
  }
  return { ...identityOfTree(file, stat), read: (signal) => archiveTree(file, signal) };
}

/** One walk without opening a file; the system changes ctime with everything that is in the digest. */
function identityOfTree(root: string, rootStat: Stats): { identity: string; bytes: number } {
  const hash = createHash('sha256');
  let bytes = 0;
  const visit = (directory: string) => {
    for (const name of readdirSync(Buffer.from(directory, 'latin1'), 'latin1').sort()) {
      const entry = `${directory}/${name}`;
      const stat = lstatSync(Buffer.from(entry, 'latin1'));
      hash.update(`${name}\0${identityOf(stat)}\n`, 'latin1');
      if (stat.isFile()) bytes += stat.size;
      if (stat.isDirectory() && stat.dev === rootStat.dev) visit(entry);
    }
    hash.update('\0');
  };
  hash.update(identityOf(rootStat));
  visit(Buffer.from(root, 'utf8').toString('latin1'));
  return { identity: hash.digest('hex'), bytes };
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

async function loadRootfs(
  source: RootSource,
  { digest, file, load }: { readonly digest: string; readonly file: string; readonly load: LoadOptions },
): Promise<void> {
  const progress = trackProgress(source.bytes, load.onProgress);
  const unpacker = createUnpacker({ rootfs: load.rootfs, whiteouts: false });
  const layer = unpacker.layer();
  try {
    await unpackBytes(progress.count(source.read(load.signal)), {
      size: source.bytes,
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
