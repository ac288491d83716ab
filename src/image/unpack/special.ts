import { open } from 'node:fs/promises';
import type { TarEntry } from '../../archive/tar-header.ts';
import { END_OF_ARCHIVE, formatHeader, padding } from '../../archive/tar-writer.ts';
import { extractTar } from '../../files/gnu-tar.ts';

const PIECE = 256 * 1024;

/** Attributes that are content. The others belong to the machine that made the image, or to its file system. */
function isKept(name: string): boolean {
  return name === 'security.capability' || name.startsWith('user.');
}

/** The entry's attributes that an image brings along; undefined where it has none. */
export function keptAttributes(entry: TarEntry): ReadonlyMap<string, string> | undefined {
  const kept = [...entry.attributes].filter(([name]) => isKept(name));
  return kept.length === 0 ? undefined : new Map(kept);
}

/**
 * What Node cannot make: devices, pipes and extended attributes. They are gathered while a layer is unpacked, and made at
 * its end by one GNU tar from an archive that holds nothing else. Their paths have been resolved, so none of them goes
 * through a link.
 */
export class SpecialEntries {
  readonly #pending = new Map<string, TarEntry>();

  add(path: string, entry: TarEntry): void {
    this.#pending.set(path, {
      ...entry,
      path: path || './',
      attributes: keptAttributes(entry) ?? new Map(),
    });
  }

  /** The path has been taken away or by something else; with `below`, all below it too. */
  forget(path: string, below: boolean): void {
    if (this.#pending.size === 0) return;
    this.#pending.delete(path);
    if (!below) return;
    for (const pending of this.#pending.keys()) {
      if (pending.startsWith(`${path}/`)) this.#pending.delete(pending);
    }
  }

  /** Whether it is made at the end of the layer, and with it all hard links to it: GNU tar makes it anew. */
  has(path: string): boolean {
    const kind = this.#pending.get(path)?.kind;
    return kind !== undefined && kind !== 'directory';
  }

  async apply(rootfs: string): Promise<void> {
    if (this.#pending.size === 0) return;
    await extractTar(rootfs, this.#archive(rootfs));
    this.#pending.clear();
  }

  async *#archive(rootfs: string): AsyncGenerator<Buffer> {
    const root = Buffer.from(rootfs, 'utf8').toString('latin1');
    for (const entry of this.#pending.values()) {
      yield formatHeader(entry);
      if (entry.kind === 'file') yield* contentOf(`${root}/${entry.path}`, entry.size);
    }
    yield END_OF_ARCHIVE;
  }
}

/** GNU tar sets attributes on what it writes, so a file's bytes go through it once more. */
async function* contentOf(path: string, size: number): AsyncGenerator<Buffer> {
  const file = await open(Buffer.from(path, 'latin1'));
  try {
    for (let at = 0; at < size; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE, size - at)), 0, null, at);
      if (bytesRead === 0) break;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  yield padding(size);
}
