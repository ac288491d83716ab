import { statSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';

interface Reason {
  readonly why: string;
  /** By default, to allow the access. */
  readonly hint?: string;
}

/** What the errors of the system mean for a user who named a destination. */
const REASONS: Readonly<Record<string, Reason>> = {
  EACCES: { why: 'permission denied' },
  EPERM: { why: 'permission denied' },
  ENOSPC: { why: 'the disk is full', hint: 'Free space on that disk.' },
  EDQUOT: { why: 'the disk quota is exceeded', hint: 'Free space in that quota.' },
  EROFS: { why: 'the file system is read-only', hint: 'Choose a destination on another file system.' },
  ENOTDIR: {
    why: 'a file or link is in the place of a directory',
    hint: 'Delete the file or link, or choose another destination.',
  },
  EISDIR: {
    why: 'a directory is in the place of the file',
    hint: 'Delete the directory, or choose another destination.',
  },
  ENAMETOOLONG: { why: 'a name is too long', hint: 'Choose a destination on another file system.' },
  EFBIG: { why: 'the file is too large', hint: 'Choose a destination on another file system.' },
  EILSEQ: {
    why: 'the file system refuses the name',
    hint: 'Choose a destination on another file system.',
  },
};

const LIKE: Readonly<Record<string, string>> = {
  EEXIST: 'ENOTDIR',
  ELOOP: 'ENOTDIR',
  ENOTEMPTY: 'EISDIR',
  EINVAL: 'EILSEQ',
};

/**
 * Translates a system error on a path of the user. Other errors stay unchanged. An error of writing is made with the rights of the
 * user, because its hint tells about directories.
 *
 * @param doing `write` or `read`
 */
export function exportError(error: unknown, doing: 'write' | 'read', shown: string): unknown {
  const errno = errnoOf(error);
  if (isObuilderError(error) || errno === undefined) return error;
  const reason = REASONS[LIKE[errno] ?? errno];
  return new ObuilderError(
    'export-failed',
    `could not ${doing} ${JSON.stringify(shown)}: ${reason?.why ?? errno}`,
    {
      value: shown,
      hint:
        reason &&
        (reason.hint ??
          `Allow the user of the build to ${doing} there${doing === 'write' ? ownerOf(shown) : ''}.`),
      errno,
      cause: error,
    },
  );
}

/** Tells who may write to the directory of a path, or to the nearest directory above; an empty text if that is not known. */
function ownerOf(shown: string): string {
  const directory = path.dirname(shown);
  try {
    const { uid, gid, mode } = statSync(directory);
    return `: ${directory} belongs to the user ${uid} and the group ${gid}, with the mode ${(mode & 0o7777).toString(8).padStart(4, '0')}`;
  } catch (error) {
    return errnoOf(error) === 'ENOENT' && directory !== shown ? ownerOf(directory) : '';
  }
}
