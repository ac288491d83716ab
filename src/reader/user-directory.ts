import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { UserDirectory } from '../contract/user-directory.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { type OpenedFile, readWhole, streamOf, type UserFiles } from '../files/user-files.ts';
import { isCount, wrongAnswer } from './checked.ts';
import type { Reader } from './start.ts';
import { exportError } from './write/refused.ts';

/** The access to files of the user: of a reader, or of this process if the user is root. */
export interface DirectoryAccess {
  readonly open: UserFiles['open'];
  readonly send: Reader['send'];
}

/** Bytes of a message to the reader. */
const PIECE = 1024 ** 2;
/** Milliseconds to wait for the removal of a temporary file, since the user's disk may not answer. */
const MAX_DROP_MS = 5000;
const NONE = Buffer.alloc(0);
/** System errors for a missing file. */
const MISSING: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR'];

let lastFile = 0;

/** @param root absolute path of a directory; `write` makes a missing directory */
export function userDirectory(access: DirectoryAccess, root: string): UserDirectory {
  const shownOf = (file: string) => path.join(root, file);
  const open = async (file: string, signal: AbortSignal) =>
    await access.open({ path: shownOf(file), below: root }, signal);
  return {
    path: root,
    async read(file, { limit, signal }) {
      try {
        return await readWhole(access, { path: shownOf(file), below: root }, { limit, signal });
      } catch (error) {
        if (MISSING.includes(errnoOf(error))) return undefined;
        throw readingError(error, shownOf(file), signal);
      }
    },
    async *stream(file, signal) {
      let opened: OpenedFile | undefined;
      try {
        opened = await open(file, signal);
        yield* streamOf(opened, { start: 0, signal });
      } catch (error) {
        throw readingError(error, shownOf(file), signal);
      } finally {
        await opened?.close();
      }
    },
    async has(file, signal) {
      try {
        const opened = await open(file, signal);
        await opened.close();
        return opened.kind === 'file';
      } catch (error) {
        if (MISSING.includes(errnoOf(error))) return false;
        throw readingError(error, shownOf(file), signal);
      }
    },
    async write(file, bytes, signal) {
      try {
        await write({ access, root, signal }, file, bytes);
      } catch (error) {
        throw signal.aborted ? cancelled(error) : error;
      }
    },
  };
}

interface Writing {
  readonly access: DirectoryAccess;
  readonly root: string;
  readonly signal: AbortSignal;
}

async function write(
  { access: { send }, root, signal }: Writing,
  file: string,
  bytes: AsyncIterable<Buffer>,
): Promise<void> {
  const more = { bytes: NONE, signal };
  const { destination } = (await send('destination', { path: root }, more)).answer;
  if (!isCount(destination)) throw wrongAnswer();
  lastFile += 1;
  const number = lastFile;
  try {
    await send('create', { destination, path: file, file: number }, more);
    // The next piece comes while this piece is written.
    let going: Promise<unknown> = Promise.resolve();
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length; at += PIECE) {
        await going;
        going = send('append', { file: number }, { bytes: piece.subarray(at, at + PIECE), signal });
        going.catch(() => undefined);
      }
    }
    await going;
    await send('finish', { file: number, sync: true }, more);
  } finally {
    const dropped = [
      send('drop', { file: number }, { bytes: NONE }),
      send('depart', { destination }, { bytes: NONE }),
    ];
    await Promise.race([Promise.allSettled(dropped), wait(MAX_DROP_MS, undefined, { ref: false })]);
  }
}

/** Returns the error of a reading: `export-failed`, except `cancelled`. */
function readingError(error: unknown, shown: string, { aborted }: AbortSignal): unknown {
  if (aborted) return cancelled(error);
  if (!isObuilderError(error, 'input-invalid')) return exportError(error, 'read', shown);
  return new ObuilderError('export-failed', error.message, { value: shown, hint: error.hint, cause: error });
}

function cancelled(cause: unknown): ObuilderError {
  return new ObuilderError('cancelled', "the work on the user's files was cancelled", { cause });
}
