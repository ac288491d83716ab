import { closeSync, constants, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MAX_SUMMARY_BYTES } from '../../contract/results.ts';
import { isSafeId, type Layout, SUMMARY } from '../layout.ts';

export function writeSummary(directory: string, text: string): void {
  writeFileSync(path.join(directory, SUMMARY), text, { mode: 0o600 });
}

/** The summary of a result; undefined where there is none or it cannot be read: a build does not fail for it. */
export function readSummary(layout: Layout, id: string): string | undefined {
  if (!isSafeId(id)) return undefined;
  try {
    return beginningOf(path.join(layout.results, id, SUMMARY));
  } catch {
    return undefined;
  }
}

/** A disk may hold anything after a power cut, so no more is read than was ever written. */
function beginningOf(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.allocUnsafe(MAX_SUMMARY_BYTES);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer));
  } finally {
    closeSync(descriptor);
  }
}
