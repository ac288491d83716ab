import { closeSync, fstatSync } from 'node:fs';
import type { Manifest, ManifestEntry } from '../tree/contract.ts';
import { chunksOf, readAll, SMALL } from '../tree/digest.ts';
import { type Origin, openOrigin } from '../tree/origin.ts';
import { makePace, type Pace } from '../tree/pace.ts';
import { changed, readError, SOURCE } from '../tree/refused.ts';
import type { Sources } from '../tree/source.ts';
import type { Batch } from './protocol.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** A batch is given when this much is in it. */
const ENOUGH_BYTES = 1024 ** 2;
const ENOUGH_FILES = 256;

interface Kept {
  readonly root: string;
  readonly manifest: Manifest;
  readonly sources: Sources;
}

/**
 * The content of all files of a manifest, in order. Whoever gets the content checks it: here a file that changed is given as
 * it is, and what was read with the manifest is given without another look.
 */
export async function* contentsOf(
  { root, manifest, sources }: Kept,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const pace = makePace(signal);
  const origin = openOrigin(root);
  let batch = emptyBatch();
  try {
    for (const [index, entry] of manifest.entries.entries()) {
      if (entry.kind !== 'file' || entry.size === 0) continue;
      if (entry.size > SMALL) {
        yield batch;
        batch = emptyBatch();
        for await (const bytes of largeContent(origin, entry, pace))
          yield { pieces: [[index, bytes.length]], bytes: [bytes] };
        continue;
      }
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

/** Copies, since the chunks of `chunksOf` are used again while these are on their way. */
async function* largeContent(origin: Origin, entry: FileEntry, pace: Pace): AsyncGenerator<Buffer> {
  const descriptor = openFile(origin, entry);
  try {
    for await (const chunk of chunksOf(descriptor, { size: entry.size, pace })) yield Buffer.from(chunk);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws ObuilderError `copy-refused` where the file is gone or the way to the file is another one */
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
