import { lchownSync, lutimesSync, symlinkSync } from 'node:fs';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { fileTime } from '../../files/file-time.ts';
import { nativePath } from '../../files/names.ts';
import { makePace } from '../pace.ts';
import { openOrigin } from '../read/origin.ts';
import type { Sources } from '../read/source.ts';
import { checkDestination } from '../read/source-path.ts';
import { writeError } from '../refused.ts';
import { checksOf, endChecks } from './checks.ts';
import { copyFile } from './copy-file.ts';
import { type Destination, openDestination } from './destination.ts';

/** See `Trees.copy`. */
export async function copyTree(request: CopyRequest, sources: Sources): Promise<void> {
  const pace = makePace(request.signal);
  checkDestination({ src: [], dst: request.dst });
  const destination = openDestination(request);
  const origin = openOrigin(request.from);
  const { isSealed = false, scratch } = request;
  const checks = checksOf(request);
  const copying = {
    user: request.user,
    origin,
    sources,
    pace,
    checks,
    isSealed,
    scratch,
    mayShareBlocks: true,
  };
  try {
    for (const entry of request.manifest.entries) {
      if (pace.isDue()) await pace.pause();
      if (entry.kind === 'file') {
        const coming = copyFile(copying, entry, destination);
        if (coming !== undefined) await coming;
      } else attempt(destination, entry, () => makeEntry(destination, entry, request));
    }
    destination.finish();
    await endChecks(checks, request);
  } finally {
    origin.close();
  }
}

export function makeEntry(
  destination: Destination,
  entry: Exclude<ManifestEntry, { readonly kind: 'file' }>,
  { user }: CopyRequest,
): void {
  const { path, modified } = entry;
  if (entry.kind === 'directory') {
    destination.makeDirectory(path, modified);
    return;
  }
  destination.place(path, (file) => {
    symlinkSync(nativePath(entry.target), file);
    lchownSync(file, user.uid, user.gid);
    lutimesSync(file, fileTime(modified), fileTime(modified));
  });
}

export function attempt(destination: Destination, { path }: ManifestEntry, make: () => void): void {
  try {
    make();
  } catch (error) {
    throw writeError(error, destination.show(path), destination.root);
  }
}
