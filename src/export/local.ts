import { closeSync } from 'node:fs';
import type { UserEntry, UserFile, UserTree } from '../contract/user-tree.ts';
import { type Cursor, openCursorAt, splitPath } from '../tree/cursor.ts';
import { chunksOf, readAll } from '../tree/digest.ts';
import type { Pace } from '../tree/pace.ts';
import type { Found } from './walk.ts';

/** Bytes of a file that goes into a batch. */
const SMALL = 128 * 1024;
/** Bytes of contents and paths. */
const ENOUGH_BYTES = 1024 ** 2;
const ENOUGH_ENTRIES = 256;
/** Set-uid and set-gid bits give the rights of the owner, here of the user, to everybody. */
const SAFE_MODE = { directory: 0o1777, file: 0o777 } as const;

export interface Sending {
  /** The directory that the paths of files start from. */
  readonly directory: string;
  readonly tree: UserTree;
  readonly pace: Pace;
  /** Called with the bytes of written files. */
  readonly onBytes: (bytes: number) => void;
}

/** Writes files of a result into a directory of the user. */
export async function sendFiles(files: readonly Found[], sending: Sending): Promise<void> {
  const cursor = openCursorAt(sending.directory);
  const batch = new Batch(sending);
  try {
    for (const found of files) {
      if (sending.pace.isDue()) await sending.pace.pause();
      if (found.kind === 'file' && found.sameAs === undefined && found.size > SMALL) {
        await batch.end();
        await sending.tree.putLarge(fileEntry(found), counted(cursor, found, sending));
      } else await addSmall(batch, cursor, found);
    }
    await batch.end();
    const directories = files.filter(({ kind }) => kind === 'directory').reverse();
    for (const some of inBatches(directories)) await sending.tree.settle(some.map(aspectsOf));
  } finally {
    cursor.close();
  }
}

function* inBatches(directories: readonly Found[]): Generator<readonly Found[]> {
  let some: Found[] = [];
  let bytes = 0;
  for (const directory of directories) {
    some.push(directory);
    bytes += directory.path.length;
    if (bytes < ENOUGH_BYTES && some.length < ENOUGH_ENTRIES) continue;
    yield some;
    [some, bytes] = [[], 0];
  }
  if (some.length > 0) yield some;
}

function aspectsOf({ path, mode, modified }: Found) {
  return { path, mode: mode & SAFE_MODE.directory, modified };
}

function fileEntry({ path, mode, size, modified }: Found): UserFile {
  return { kind: 'file', path, mode: mode & SAFE_MODE.file, size, modified };
}

async function addSmall(batch: Batch, cursor: Cursor, found: Found): Promise<void> {
  const { path, kind, modified, target = '', sameAs } = found;
  switch (kind) {
    case 'directory':
      return await batch.add({ kind, path });
    case 'link':
      return await batch.add({ kind, path, target, modified });
    case 'special':
      return;
    case 'file': {
      if (sameAs !== undefined) return await batch.add({ kind: 'hard-link', path, to: sameAs });
      const bytes = found.size === 0 ? Buffer.alloc(0) : readSmall(cursor, found);
      return await batch.add({ ...fileEntry(found), size: bytes.length }, bytes);
    }
  }
}

class Batch {
  readonly #sending: Sending;
  #entries: UserEntry[] = [];
  #contents: Uint8Array[] = [];
  /** Bytes of the contents. */
  #bytes = 0;
  #pathBytes = 0;
  /** The batch under way, while the next is read. */
  #going: Promise<void> = Promise.resolve();

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  async add(entry: UserEntry, content?: Uint8Array): Promise<void> {
    this.#entries.push(entry);
    this.#pathBytes += entry.path.length;
    if (content !== undefined) {
      this.#contents.push(content);
      this.#bytes += content.length;
    }
    const isEnough = this.#bytes + this.#pathBytes >= ENOUGH_BYTES || this.#entries.length >= ENOUGH_ENTRIES;
    if (isEnough) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#entries.length === 0) return;
    const [entries, contents, bytes] = [this.#entries, this.#contents, this.#bytes];
    this.#entries = [];
    this.#contents = [];
    this.#bytes = 0;
    this.#pathBytes = 0;
    await this.#going;
    this.#going = this.#sending.tree.put(entries, contents).then(() => this.#sending.onBytes(bytes));
    // The next flush reports the error.
    this.#going.catch(() => undefined);
  }

  /** Sends the rest, and waits until everything is written. */
  async end(): Promise<void> {
    await this.flush();
    await this.#going;
  }
}

function open(cursor: Cursor, { from }: Found): number {
  const { parent, name } = splitPath(from);
  return cursor.to(parent).openFile(name);
}

function readSmall(cursor: Cursor, found: Found): Buffer {
  const file = open(cursor, found);
  try {
    return readAll(file, found.size);
  } finally {
    closeSync(file);
  }
}

async function* counted(cursor: Cursor, found: Found, { pace, onBytes }: Sending): AsyncGenerator<Buffer> {
  const file = open(cursor, found);
  try {
    for await (const chunk of chunksOf(file, { size: found.size, pace })) {
      yield chunk;
      onBytes(chunk.length);
    }
  } finally {
    closeSync(file);
  }
}
