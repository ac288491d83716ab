import { open } from 'node:fs/promises';
import type { TarEntry } from '../../archive/tar-header.ts';
import { END_OF_ARCHIVE, formatHeader, padding } from '../../archive/tar-writer.ts';
import { extractTar } from '../../files/gnu-tar.ts';
import { removeSurplus, type Wanted } from './surplus.ts';

const PIECE = 256 * 1024;

/** Access control lists, with numeric owners. Programs that write images leave these out, and layers of results have them. */
const LISTS: readonly string[] = ['system.posix_acl_access', 'system.posix_acl_default'];

/** Whether an attribute is content. Other attributes belong to the machine or the file system that made the image. */
function isKept(name: string): boolean {
  return LISTS.includes(name) || name === 'security.capability' || name.startsWith('user.');
}

/** Returns the entry's attributes that are content; undefined if there are no such attributes. */
export function keptAttributes(entry: TarEntry): ReadonlyMap<string, string> | undefined {
  const kept = [...entry.attributes].filter(([name]) => isKept(name));
  return kept.length === 0 ? undefined : new Map(kept);
}

/**
 * Makes devices, pipes and extended attributes, because Node cannot. Collects entries while a layer is unpacked. At the end
 * of the layer, GNU tar extracts an archive of these entries. Their paths are resolved and contain no links.
 */
export class SpecialEntries {
  readonly #pending = new Map<string, TarEntry>();
  /** Directories that were there before the layer. */
  readonly #keepsAttributes: boolean;
  readonly #kept = new Map<string, Wanted>();

  /** @param keepsAttributes whether directories may have attributes from before the first layer */
  constructor(keepsAttributes: boolean) {
    this.#keepsAttributes = keepsAttributes;
  }

  add(path: string, entry: TarEntry): void {
    this.#pending.set(path, {
      ...entry,
      path: path || './',
      attributes: keptAttributes(entry) ?? new Map(),
    });
  }

  /** Notes a directory that an entry changes but does not make: the directory must lose its other attributes. */
  keep(path: string, attributes: Wanted): void {
    if (this.#keepsAttributes) this.#kept.set(path, attributes);
  }

  /** Drops the entry of a removed or replaced path; with `below`, also all entries below. */
  forget(path: string, below: boolean): void {
    for (const noted of [this.#pending, this.#kept]) {
      if (noted.size === 0) continue;
      noted.delete(path);
      if (!below) continue;
      for (const one of noted.keys()) if (one.startsWith(`${path}/`)) noted.delete(one);
    }
  }

  /** Whether GNU tar makes the path at the end of the layer. Hard links to the path must then wait too. */
  has(path: string): boolean {
    const kind = this.#pending.get(path)?.kind;
    return kind !== undefined && kind !== 'directory';
  }

  async apply(rootfs: string): Promise<void> {
    await removeSurplus(rootfs, this.#kept);
    this.#kept.clear();
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

/** Reads the file's bytes again, because GNU tar sets attributes only on files that tar writes. */
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
