import { type BigIntStats, closeSync, readSync } from 'node:fs';
import type { EntrySink } from '../../archive/entry-sink.ts';
import type { EntryKind, TarEntry } from '../../archive/tar-header.ts';
import { must, ObuilderError } from '../../errors.ts';
import { modifiedAt } from '../../files/file-time.ts';
import { Tree } from '../difference/node.ts';
import { layerImpossible } from '../impossible.ts';
import type { ArchiveRequest } from './output.ts';

const PIECE = 1024 * 1024;
/** Nanoseconds: readers take 18 digits of seconds. */
const MAX_TIME = 10n ** 27n;
/** Work between two pauses, in which other work of the process goes on. */
const BYTES_AT_ONCE = 4 * 1024 ** 2;
const ENTRIES_AT_ONCE = 2000;

interface PlainRequest extends ArchiveRequest {
  /** Writes the header of an entry, and returns a sink for the content. */
  readonly begin: (path: string, entry: TarEntry) => EntrySink | undefined;
  /** Waits until there is room for more bytes. */
  readonly ready: () => Promise<void>;
}

/**
 * Reads files without extended attributes, in half the time of GNU tar and a pipe. Gives the same entries as GNU tar. Paths as in
 * `Tree`.
 */
export async function readPlain(
  paths: readonly string[],
  { root, signal, begin, ready }: PlainRequest,
): Promise<void> {
  const tree = new Tree(root);
  let piece: Buffer = Buffer.alloc(0);
  let [bytes, entries] = [0, 0];
  const pause = async (count: number) => {
    bytes += count;
    if (bytes < BYTES_AT_ONCE && entries < ENTRIES_AT_ONCE) return;
    [bytes, entries] = [0, 0];
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    await ready();
  };
  for (const path of paths) {
    const entry = entryOf(tree, path);
    const sink = begin(path, entry);
    entries += 1;
    if (sink === undefined || entry.size === 0) {
      await pause(0);
      continue;
    }
    if (piece.length < Math.min(PIECE, entry.size))
      piece = Buffer.allocUnsafe(Math.min(PIECE, Math.max(2 * piece.length, entry.size)));
    await passContent({ tree, path, size: entry.size, piece, sink, pause });
  }
}

interface Content {
  readonly tree: Tree;
  readonly path: string;
  readonly size: number;
  readonly piece: Buffer;
  readonly sink: EntrySink;
  readonly pause: (count: number) => Promise<void>;
}

async function passContent({ tree, path, size, piece, sink, pause }: Content): Promise<void> {
  const file = tree.open(path);
  try {
    let left = size;
    while (left > 0) {
      const count = readSync(file, piece, 0, Math.min(left, piece.length), null);
      if (count === 0) throw changed(path);
      sink.write(piece.subarray(0, count));
      left -= count;
      await pause(count);
    }
  } finally {
    closeSync(file);
  }
  sink.end();
}

const changed = (path: string) =>
  new ObuilderError('tool-failed', `a file of a result became shorter: ${path}`, { value: path });

function entryOf(tree: Tree, path: string): TarEntry {
  const stats = must(tree.stat(path), 'a file of a result');
  const kind = kindOf(stats);
  const modified = modifiedAt(stats);
  if (modified >= MAX_TIME || modified <= -MAX_TIME) throw layerImpossible(path, 'its time is too far away');
  const isDevice = kind === 'character' || kind === 'block';
  return {
    kind,
    path,
    target: kind === 'symlink' ? tree.target(path) : '',
    mode: Number(stats.mode & 0o7777n),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    size: kind === 'file' ? Number(stats.size) : 0,
    modified,
    major: isDevice ? majorOf(stats) : 0,
    minor: isDevice ? minorOf(stats) : 0,
    attributes: new Map(),
  };
}

function kindOf(stats: BigIntStats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isCharacterDevice()) return 'character';
  return stats.isBlockDevice() ? 'block' : 'fifo';
}

/** Linux has 12 bits of a major and 20 bits of a minor number, and libc spreads these bits: makedev(3). */
const majorOf = ({ rdev }: BigIntStats) => Number(((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & 0xfffff000n));
const minorOf = ({ rdev }: BigIntStats) => Number((rdev & 0xffn) | ((rdev >> 12n) & 0xffffff00n));
