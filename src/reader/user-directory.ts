import path from 'node:path';
import type { UserDirectory } from '../contract/user-directory.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { type FilePlace, type OpenedFile, readWhole, streamOf, type UserFiles } from '../files/user-files.ts';
import { cancelled, openTarget, type Send, type Target } from './user-target.ts';
import { exportError } from './write/refused.ts';

/** The access to files of the user: of a reader, or of this process if the user is root. */
export interface DirectoryAccess {
  readonly open: UserFiles['open'];
  readonly send: Send;
}

/** A file in the place of a directory is an error: its owner would wait for results in vain. */
const isMissing = (error: unknown) => errnoOf(error) === 'ENOENT';

/** @param place the directory; `write` makes a missing directory */
export function userDirectory(access: DirectoryAccess, place: FilePlace): UserDirectory {
  const { path: root, below = root } = place;
  const shownOf = (file: string) => path.join(root, file);
  const open = async (file: string, signal: AbortSignal) =>
    await access.open({ path: shownOf(file), below }, signal);
  const kindOf = async (file: string, signal: AbortSignal) => {
    try {
      const opened = await open(file, signal);
      await opened.close();
      return opened.kind;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw readingError(error, shownOf(file), signal);
    }
  };
  const withTarget = async (signal: AbortSignal, work: (target: Target) => Promise<void>) => {
    const target = await openTarget(access.send, { ...place, followsGroup: true }, signal);
    try {
      await work(target);
    } finally {
      await target.close();
    }
  };
  return {
    path: root,
    async read(file, { limit, signal }) {
      try {
        return await readWhole(access, { path: shownOf(file), below }, { limit, signal });
      } catch (error) {
        if (isMissing(error)) return undefined;
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
    has: async (file, signal) => (await kindOf(file, signal)) === 'file',
    hasDirectory: async (directory, signal) => (await kindOf(directory, signal)) === 'directory',
    write: (file, bytes, signal) => withTarget(signal, (target) => target.write(file, bytes, { sync: true })),
    tidy: (directory, signal) => withTarget(signal, (target) => target.ask('tidy', { path: directory })),
  };
}

/** Returns the error of a reading: `export-failed`, except `cancelled`. */
function readingError(error: unknown, shown: string, { aborted }: AbortSignal): unknown {
  if (aborted) return cancelled(error);
  if (!isObuilderError(error, 'input-invalid')) return exportError(error, 'read', shown);
  return new ObuilderError('export-failed', error.message, { value: shown, hint: error.hint, cause: error });
}
