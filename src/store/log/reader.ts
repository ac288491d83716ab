import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { isSafeId, type Layout, LOG } from '../layout.ts';

const MAX_PIECE_BYTES = 128 * 1024;

/**
 * Returns the log of a result in pieces of any length; undefined if the log is lost. Does not query the catalog, because a build
 * has queried all its steps at once before.
 */
export function readLog(layout: Layout, id: string): Iterable<string> | undefined {
  const file = logOf(layout, id);
  const size = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.size;
  if (file === undefined || size === undefined) return undefined;
  return size === 0 ? [] : piecesOf(file);
}

/** Returns the length of a result's log in bytes; undefined if the log is lost. */
export function logBytes(layout: Layout, id: string): number | undefined {
  const file = logOf(layout, id);
  return file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.size;
}

const logOf = (layout: Layout, id: string) => (isSafeId(id) ? path.join(layout.results, id, LOG) : undefined);

/** Opens the file with the first piece, so that an unread log stays closed. */
function* piecesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    let left = fstatSync(descriptor).size;
    const buffer = Buffer.allocUnsafe(Math.min(MAX_PIECE_BYTES, left));
    while (left > 0) {
      const length = readSync(descriptor, buffer);
      if (length === 0) break;
      left -= length;
      yield decoder.write(buffer.subarray(0, length));
    }
    yield decoder.end();
  } finally {
    closeSync(descriptor);
  }
}
