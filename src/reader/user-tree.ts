import type { UserTree } from '../contract/user-tree.ts';
import type { FilePlace } from '../files/user-files.ts';
import { openTarget, type Send } from './user-target.ts';

/** Opens a directory of the user for files of a result. Makes missing directories. */
export async function userTree(send: Send, place: FilePlace, signal: AbortSignal): Promise<UserTree> {
  const target = await openTarget(send, place, signal);
  return {
    put: (entries, contents) => target.ask('put', { entries }, Buffer.concat(contents)),
    putLarge: ({ path, mode, modified }, bytes) =>
      target.write(path, bytes, { sync: false, aspects: { mode, modified } }),
    putNew: (path, bytes) => target.write(path, bytes, { sync: false }),
    settle: (directories) => target.ask('settle', { directories }),
    close: target.close,
  };
}
