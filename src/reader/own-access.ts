import type { OpenedFile } from '../files/user-files.ts';
import { openPlace } from './open-place.ts';
import type { Operation, WriteOperation } from './protocol.ts';
import type { Reader } from './start.ts';
import type { DirectoryAccess } from './user-directory.ts';
import { writeOperations } from './write/operations.ts';

type Operate = (ask: unknown, bytes: Uint8Array) => Promise<{ readonly answer: object }>;

/** Returns the access to files with the rights of this process: the operations of a reader, without a process. */
export function ownAccess(): DirectoryAccess {
  const table = writeOperations();
  const send = async (operation: Operation, ask: unknown, more: Parameters<Reader['send']>[2]) => {
    more.signal?.throwIfAborted();
    const { answer } = await (table[operation as WriteOperation] as Operate)(ask, more.bytes);
    return { answer, bytes: Buffer.alloc(0) };
  };
  return {
    open: async (place, signal): Promise<OpenedFile> => {
      signal?.throwIfAborted();
      return openPlace(place);
    },
    send,
  };
}
