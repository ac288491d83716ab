import { lchownSync, symlinkSync } from 'node:fs';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { must } from '../../errors.ts';
import type { FileTime } from '../../files/file-time.ts';
import { nativePath } from '../../files/names.ts';
import { makePace } from '../pace.ts';
import { exactTimes } from '../read/exact-times.ts';
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
    mode: request.mode,
    origin,
    sources,
    pace,
    checks,
    isSealed,
    scratch,
    mayShareBlocks: true,
  };
  try {
    const { entries } = request.manifest;
    let index = 0;
    for await (const times of exactTimes(entries, { origin, sources, pace })) {
      for (const time of times) {
        if (pace.isDue()) await pace.pause();
        const entry = must(entries[index], 'the entry of a time');
        index += 1;
        if (entry.kind === 'file') {
          const coming = copyFile(copying, entry, { destination, time });
          if (coming !== undefined) await coming;
        } else attempt(destination, entry, () => makeEntry(destination, entry, { ...request, time }));
      }
    }
    await destination.finish();
    await endChecks(checks, request);
  } finally {
    origin.close();
  }
}

export function makeEntry(
  destination: Destination,
  entry: Exclude<ManifestEntry, { readonly kind: 'file' }>,
  { user, time }: Pick<CopyRequest, 'user'> & { readonly time: FileTime },
): void {
  const { path } = entry;
  if (entry.kind === 'directory') {
    destination.makeDirectory(entry, time);
    return;
  }
  destination.place(path, (file) => {
    symlinkSync(nativePath(entry.target), file);
    lchownSync(file, user.uid, user.gid);
    destination.setTime(path, time, file);
  });
}

export function attempt(destination: Destination, { path }: ManifestEntry, make: () => void): void {
  try {
    make();
  } catch (error) {
    throw writeError(error, destination.show(path), destination.root);
  }
}
