import { randomBytes } from 'node:crypto';
import { close, constants, fchmodSync, fsync, ftruncate, openSync, renameSync, rmSync, write } from 'node:fs';
import { promisify } from 'node:util';
import type { UserFile } from '../../contract/user-tree.ts';
import type { Directory } from '../../tree/directory.ts';
import { setAspects } from './aspects.ts';

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
/** A new file; a link in its place is an error. */
export const NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
/** The umask applies. */
const USUAL_MODE = 0o666;

const writeSome = promisify(write);
const truncateSoon = promisify(ftruncate);
const syncSoon = promisify(fsync);
const closeSoon = promisify(close);

/** A file that appears whole or not at all: its bytes go to a temporary file in the same directory, which is then renamed. */
export interface NewFile {
  /** Calls need not wait for each other. */
  append(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place. A link or file there is replaced, and a link is never followed. */
  finish(options: FinishOptions): Promise<void>;
  /** Deletes the temporary file and closes the descriptor, after the calls before. */
  drop(): Promise<void>;
}

interface FinishOptions {
  /** Waits until the content is on the disk. */
  readonly sync: boolean;
  /** Mode and time; the usual ones by default. */
  readonly aspects?: Pick<UserFile, 'mode' | 'modified'> | undefined;
}

/** Deletes the temporary files of this process at its end. */
const unfinished = new Set<() => void>();
let isWatched = false;

function watchEnd(): void {
  if (isWatched) return;
  isWatched = true;
  process.on('exit', () => {
    for (const remove of unfinished) remove();
  });
}

/**
 * @param directory must stay open until `drop`
 * @param mode by default, the umask decides
 */
export function newFile(directory: Directory, name: string, mode?: number): NewFile {
  watchEnd();
  const temporary = temporaryName();
  const descriptor = openSync(directory.at(temporary), NEW, USUAL_MODE);
  if (mode !== undefined) fchmodSync(descriptor, mode);
  const remove = () => rmSync(directory.at(temporary), { force: true });
  unfinished.add(remove);
  let isOpen = true;
  let size = 0;
  let written = 0;
  let before: Promise<unknown> = Promise.resolve();
  // One after another: a closed descriptor may already belong to another file.
  const next = (work: () => Promise<void>) => {
    const now = before.then(work);
    before = now.catch(() => undefined);
    return now;
  };
  const closeOnce = async () => {
    if (!isOpen) return;
    isOpen = false;
    await closeSoon(descriptor);
  };
  return {
    append: (bytes) =>
      next(async () => {
        const isHole = isZero(bytes);
        if (!isHole) await writeAll(descriptor, bytes, size);
        size += bytes.length;
        if (!isHole) written = size;
      }),
    finish: ({ sync, aspects }) =>
      next(async () => {
        // A hole at the end.
        if (written < size) await truncateSoon(descriptor, size);
        if (aspects) setAspects(descriptor, aspects);
        if (sync) await syncSoon(descriptor);
        // Some file systems report a failed write here.
        await closeOnce();
        renameSync(directory.at(temporary), directory.at(name));
        unfinished.delete(remove);
      }),
    drop: () =>
      next(async () => {
        await closeOnce();
        if (unfinished.delete(remove)) remove();
      }),
  };
}

const ZEROS = Buffer.alloc(1024 ** 2);

/** Pieces of zeros become holes. */
function isZero(bytes: Uint8Array): boolean {
  return bytes.length <= ZEROS.length && ZEROS.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}

async function writeAll(descriptor: number, bytes: Uint8Array, start: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const rest = bytes.length - written;
    const result = await writeSome(descriptor, bytes, written, rest, start + written);
    written += result.bytesWritten;
  }
}

/** Unique also among machines that share a directory. */
export function temporaryName(): string {
  return `.obuilder-${randomBytes(9).toString('base64url')}.tmp`;
}

export const isTemporaryName = (name: string): boolean => /^\.obuilder-[\w-]{12}\.tmp$/.test(name);
