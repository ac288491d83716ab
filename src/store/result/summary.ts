import { closeSync, constants, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MAX_SUMMARY_BYTES } from '../../contract/results.ts';
import { isSafeId, type Layout, SUMMARY } from '../layout.ts';

export function writeSummary(directory: string, text: string): void {
  writeFileSync(path.join(directory, SUMMARY), text, { mode: 0o600 });
}

/** Returns the summary of a result; undefined if missing or unreadable, so that no build fails. */
export function readSummary(layout: Layout, id: string): string | undefined {
  if (!isSafeId(id)) return undefined;
  try {
    return beginningOf(path.join(layout.results, id, SUMMARY));
  } catch {
    return undefined;
  }
}

/** Reads at most the maximum length, because a power cut may leave any content. */
function beginningOf(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.allocUnsafe(MAX_SUMMARY_BYTES);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer));
  } finally {
    closeSync(descriptor);
  }
}
