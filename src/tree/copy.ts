import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  futimesSync,
  lchownSync,
  lutimesSync,
  openSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { copyContent } from './content.ts';
import type { CopyRequest, ManifestEntry } from './contract.ts';
import { openDestination } from './destination.ts';
import { digestOfBytes, readAll } from './digest.ts';
import { type Directory, openRoot, pathOf } from './directory.ts';
import { identityOf, isSame } from './identity.ts';
import { makePace, type Pace } from './pace.ts';
import { refused, systemCode } from './refused.ts';
import { sourceOf } from './source.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** Up to this size a file is read and written as a whole; a reflink of it would cost more. */
const SMALL = 256 * 1024;
const WRITE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** One copy: what stays the same for all its files. */
interface Copying {
  readonly request: CopyRequest;
  readonly pace: Pace;
  readonly root: Directory;
  /** The directory of the last file that was opened; its files come one after the other. */
  parent: { readonly path: string; readonly directory: Directory } | undefined;
  /** False once the two sides have turned out to be on file systems that share no blocks. */
  mayShareBlocks: boolean;
}

/** See `Trees.copy`. */
export async function copyTree(request: CopyRequest): Promise<void> {
  const destination = openDestination(request);
  const pace = makePace(request.signal);
  const copying: Copying = {
    request,
    pace,
    root: openRoot(request.from),
    parent: undefined,
    mayShareBlocks: true,
  };
  try {
    for (const entry of request.manifest.entries) {
      if (pace.isDue()) await pace.pause();
      if (entry.kind === 'directory') destination.makeDirectory(entry.path, entry.modified);
      else if (entry.kind === 'link') makeLink(destination.clear(entry.path), entry, request);
      else await copyFile(copying, entry, destination.clear(entry.path));
    }
    destination.finish();
  } finally {
    copying.parent?.directory.close();
    copying.root.close();
  }
}

function makeLink(
  file: string,
  { target, modified }: Extract<ManifestEntry, { kind: 'link' }>,
  { user }: CopyRequest,
): void {
  symlinkSync(target, file);
  lchownSync(file, user.uid, user.gid);
  lutimesSync(file, modified, modified);
}

async function copyFile(copying: Copying, entry: FileEntry, file: string): Promise<void> {
  const bytes = sourceOf(entry)?.bytes;
  if (bytes !== undefined) {
    writeWhole(file, bytes, { entry, request: copying.request });
    return;
  }
  const source = openSource(copying, entry);
  try {
    if (entry.size <= SMALL) {
      const content = readAll(source, entry.size);
      if (digestOfBytes(content) !== entry.digest) throw changed(entry);
      writeWhole(file, content, { entry, request: copying.request });
    } else await copyLarge(copying, { entry, source, file });
  } finally {
    closeSync(source);
  }
}

interface Aspects {
  readonly entry: FileEntry;
  readonly request: CopyRequest;
}

function writeWhole(file: string, bytes: Uint8Array, aspects: Aspects): void {
  const target = openSync(file, WRITE_NEW, 0o600);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(target, bytes, written);
    setAspects(target, aspects);
  } finally {
    closeSync(target);
  }
}

function setAspects(target: number, { entry, request: { user } }: Aspects): void {
  fchownSync(target, user.uid, user.gid);
  fchmodSync(target, entry.executable ? 0o755 : 0o644);
  futimesSync(target, entry.modified, entry.modified);
}

interface LargeFile {
  readonly entry: FileEntry;
  readonly source: number;
  readonly file: string;
}

/** By reflink where the file system can, else byte by byte. Both are checked to be what the manifest says. */
async function copyLarge(copying: Copying, large: LargeFile): Promise<void> {
  const { entry, source, file } = large;
  const known = sourceOf(entry);
  const vouched =
    known !== undefined && !known.isRacy && isSame(known.identity, identityOf(fstatSync(source)));
  const isShared = vouched && shareBlocks(copying, large);
  const target = openSync(file, isShared ? constants.O_WRONLY | constants.O_NOFOLLOW : WRITE_NEW, 0o600);
  try {
    if (!isShared) {
      const digest = await copyContent({ source, target, needsDigest: !vouched, pace: copying.pace });
      if (digest !== undefined && digest !== entry.digest) throw changed(entry);
    }
    if (vouched && !isSame(known.identity, identityOf(fstatSync(source)))) throw changed(entry);
    setAspects(target, { entry, request: copying.request });
  } finally {
    closeSync(target);
  }
}

function shareBlocks(copying: Copying, { source, file }: LargeFile): boolean {
  if (!copying.mayShareBlocks) return false;
  try {
    copyFileSync(pathOf(source), file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    chmodSync(file, 0o600);
    return true;
  } catch (error) {
    if (!['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY'].includes(systemCode(error) ?? ''))
      throw error;
    copying.mayShareBlocks = false;
    try {
      unlinkSync(file);
    } catch {
      // It was not made, then.
    }
    return false;
  }
}

/** Opens a file of the source below directories that are no links, as when the manifest was read. */
function openSource(copying: Copying, entry: FileEntry): number {
  const parts = entry.from.split('/');
  const name = parts.pop() ?? '';
  const wanted = parts.join('/');
  try {
    if (copying.parent?.path !== wanted) {
      copying.parent?.directory.close();
      copying.parent = undefined;
      copying.parent = { path: wanted, directory: descend(copying.root, parts) };
    }
    return copying.parent.directory.openFile(name);
  } catch (error) {
    throw changed(entry, error);
  }
}

function descend(root: Directory, parts: readonly string[]): Directory {
  let here = root.openDirectory('.');
  for (const part of parts) {
    try {
      const next = here.openDirectory(part);
      here.close();
      here = next;
    } catch (error) {
      here.close();
      throw error;
    }
  }
  return here;
}

function changed({ from }: FileEntry, cause?: unknown) {
  return refused(`${from} was changed while it was being copied`, {
    value: from,
    hint: 'Build when nothing writes there, or leave the file out with (exclude …).',
    cause,
  });
}
