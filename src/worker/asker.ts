import type { Memo } from '../contract/memo.ts';
import type { Trees } from '../contract/trees.ts';
import type { UserDirectory } from '../contract/user-directory.ts';
import type { UserTree } from '../contract/user-tree.ts';
import { must } from '../errors.ts';
import type { FilePlace, UserFiles } from '../files/user-files.ts';
import { type Caller, callerOf } from '../host/caller.ts';
import { ownUid } from '../host/process/info.ts';
import { readerFiles, readerTrees, startReader } from '../reader/index.ts';
import { ownFiles } from '../reader/own-files.ts';
import type { Send } from '../reader/user-target.ts';

type Environment = Readonly<Record<string, string>>;

/** The user who asks this process for work, and the access to this user's files. */
export interface Asker {
  /** @param env the environment of credential helpers */
  readonly files: (env: Environment) => UserFiles;
  /** Returns trees that read the user's files with the user's rights, and use `own` for everything else. */
  readonly trees: (own: Trees) => Trees;
  /** Returns a memo with separate entries for this user, so that no user can spoil another user's entries. */
  readonly memo: (shared: Memo) => Memo;
  /** Returns a directory that is read and written with the user's rights. */
  readonly directory: (place: FilePlace) => Promise<UserDirectory>;
  /** Opens a directory of the user for files of a result. */
  readonly tree: (place: FilePlace, signal: AbortSignal) => Promise<UserTree>;
  /** The user's home directory, if sudo may have set another. */
  readonly home: string | undefined;
  readonly end: () => void;
}

let known: Promise<Asker> | undefined;

/**
 * Returns the asking user. A user behind sudo gets a reader, a process that starts with the first call: call early, so that the
 * reader starts while other modules load. Root, and a process of the user itself, read with their own rights.
 */
export function asker(): Promise<Asker> {
  known ??= findAsker();
  return known;
}

async function findAsker(): Promise<Asker> {
  const uid = ownUid();
  const caller = callerOf({ env: process.env, uid });
  if (uid !== 0 || caller.isRoot) {
    return {
      files: ownFiles,
      trees: (own) => own,
      memo: (shared) => shared,
      directory: ownDirectory,
      tree: async (place, signal) => {
        const { ownAccess } = await import('../reader/own-access.ts');
        return await openTree(ownAccess().send, place, signal);
      },
      home: undefined,
      end: () => undefined,
    };
  }
  return readBy(caller);
}

function readBy(caller: Caller): Asker {
  const reader = startReader(caller, must(process.argv[1], 'the path of this program'));
  return {
    files: (env) => readerFiles(reader, env),
    trees: (own) => readerTrees(reader, own),
    memo: (shared) => memoOf(caller.uid, shared),
    directory: async (place) => {
      const { userDirectory } = await import('../reader/user-directory.ts');
      return userDirectory({ open: readerFiles(reader, {}).open, send: reader.send }, place);
    },
    tree: (place, signal) => openTree(reader.send, place, signal),
    home: caller.home,
    end: reader.end,
  };
}

async function openTree(send: Send, place: FilePlace, signal: AbortSignal): Promise<UserTree> {
  const { userTree } = await import('../reader/user-tree.ts');
  return await userTree(send, place, signal);
}

async function ownDirectory(place: FilePlace): Promise<UserDirectory> {
  const [{ userDirectory }, { ownAccess }] = await Promise.all([
    import('../reader/user-directory.ts'),
    import('../reader/own-access.ts'),
  ]);
  return userDirectory(ownAccess(), place);
}

function memoOf(uid: number, { recall, remember }: Memo): Memo {
  const own = (key: string) => `${uid} ${key}`;
  return {
    recall: (kind, key) => recall(kind, own(key)),
    remember: (kind, key, value) => remember(kind, own(key), value),
  };
}
