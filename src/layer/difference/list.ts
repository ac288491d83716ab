import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const PATHS_A_PIECE = 1000;

/** Writes paths as a list for GNU tar: `./` prevents that a name is an option, and a null byte ends a path. */
export async function writeList(file: string, paths: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces(paths)), createWriteStream(file, { mode: 0o600 }));
}

function* pieces(paths: Iterable<string>): Generator<Buffer> {
  let piece: string[] = [];
  for (const path of paths) {
    piece.push(path === '' ? '.\0' : `./${path}\0`);
    if (piece.length < PATHS_A_PIECE) continue;
    yield Buffer.from(piece.join(''), 'latin1');
    piece = [];
  }
  yield Buffer.from(piece.join(''), 'latin1');
}
