import type { TarEntry } from '../../archive/tar-header.ts';
import type { ArchiveRequest } from './output.ts';

const NANOSECONDS = 1_000_000_000n;

/** Returns an entry whose time is not after `latestSeconds`. */
export function notAfter(
  entry: TarEntry,
  { latestSeconds }: Pick<ArchiveRequest, 'latestSeconds'>,
): TarEntry {
  if (latestSeconds === undefined) return entry;
  const latest = BigInt(latestSeconds) * NANOSECONDS;
  return entry.modified > latest ? { ...entry, modified: latest } : entry;
}
