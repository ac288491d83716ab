import { constants } from 'node:fs';
import type { Call } from './table.ts';

/** The current directory: AT_FDCWD of linux/fcntl.h. */
export const HERE = -100;
export const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC
/** The descriptor of the machine's root directory in the program of `server.ts`. */
export const ROOT = 10;
/** Descriptors that calls may use and leave open. */
const FREE = { first: 3, last: ROOT - 1 } as const;

/** Opens a directory below the current directory, for the next call. */
export const openForNext = (directory: string): Call => ({
  name: 'openat',
  args: [HERE, directory, constants.O_DIRECTORY | constants.O_NOFOLLOW | CLOSE_ON_EXEC],
  feedsNext: true,
});

/** A place for the descriptor of the call before, while a further call opens the next. */
export const KEPT = FREE.last;
export const KEEP: Call = { name: 'dup3', args: [0, KEPT, CLOSE_ON_EXEC] };

/** Closes what the calls before have opened, because no file system frees a deleted volume with an open file. */
export const CLOSE_ALL: Call = { name: 'close_range', args: [FREE.first, FREE.last, 0] };

const EXCHANGE = 2; // RENAME_EXCHANGE of linux/fs.h

/** Lets two entries below the current directory change places. */
export const exchange = (one: string, other: string): Call => ({
  name: 'renameat2',
  args: [HERE, one, HERE, other, EXCHANGE],
});
