import { closeSync, fstatSync } from 'node:fs';
import type { Manifest, ManifestEntry } from '../contract/trees.ts';
import { chunksOf, readAll, SMALL } from '../tree/digest.ts';
import { makePace } from '../tree/pace.ts';
import { type Origin, openOrigin } from '../tree/read/origin.ts';
import type { Sources } from '../tree/read/source.ts';
import { changed, readError, SOURCE } from '../tree/refused.ts';
import type { Batch } from './protocol.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** A batch is sent from this size on. */
const ENOUGH_BYTES = 1024 ** 2;
const ENOUGH_FILES = 256;

export interface Kept {
  readonly root: string;
  readonly manifest: Manifest;
  readonly sources: Sources;
}

/**
 * Returns the content of all small files of a manifest, in order. The receiver checks the content: a changed file passes
 * unchecked, and content that was read with the manifest is not read again.
 */
export async function* smallContents(
  { root, manifest, sources }: Kept,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const pace = makePace(signal);
  const origin = openOrigin(root);
  let batch = emptyBatch();
  try {
    for (const [index, entry] of manifest.entries.entries()) {
      if (entry.kind !== 'file' || entry.size === 0 || entry.size > SMALL) continue;
      if (pace.isDue()) await pace.pause();
      const bytes = sources.takeBytes(entry) ?? smallContent(origin, entry);
      batch.pieces.push([index, bytes.length]);
      batch.bytes.push(bytes);
      batch.length += bytes.length;
      if (batch.length < ENOUGH_BYTES && batch.pieces.length < ENOUGH_FILES) continue;
      yield batch;
      batch = emptyBatch();
    }
    yield batch;
  } finally {
    origin.close();
  }
}

/** Returns the content of a large file. */
export async function* largeContents(
  kept: Kept,
  { index, signal }: { readonly index: number; readonly signal: AbortSignal },
): AsyncGenerator<Batch> {
  const descriptor = holdFile(kept, index);
  try {
    const chunks = chunksOf(descriptor, { size: entryOf(kept, index).size, pace: makePace(signal) });
    // Copies, because the chunks' memory is used again during sending.
    for await (const chunk of chunks) yield { pieces: [[index, chunk.length]], bytes: [Buffer.from(chunk)] };
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a file and returns the descriptor. @throws ObuilderError `copy-refused` if the file is gone or no file any more */
export function holdFile(kept: Kept, index: number): number {
  const entry = entryOf(kept, index);
  const origin = openOrigin(kept.root);
  try {
    return openFile(origin, entry);
  } finally {
    origin.close();
  }
}

function entryOf({ manifest }: Kept, index: number): FileEntry {
  const entry = manifest.entries[index];
  if (entry?.kind !== 'file') throw new Error(`entry ${index} is no file`);
  return entry;
}

function emptyBatch() {
  const pieces: [number, number][] = [];
  const bytes: Uint8Array[] = [];
  return { pieces, bytes, length: 0 };
}

function smallContent(origin: Origin, entry: FileEntry): Buffer {
  const descriptor = openFile(origin, entry);
  try {
    return readAll(descriptor, entry.size);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws ObuilderError `copy-refused` if the file or a directory on the way is gone or was replaced */
function openFile(origin: Origin, { from }: FileEntry): number {
  let descriptor: number | undefined;
  try {
    descriptor = origin.openFile(from);
    if (fstatSync(descriptor).isFile()) return descriptor;
    throw changed(from, SOURCE);
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw readError(error, from, SOURCE);
  }
}
