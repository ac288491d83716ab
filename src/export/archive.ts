import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startGnu } from '../files/gnu.ts';
import { nativePath } from '../files/names.ts';

/** Everything that an image can have: extended attributes of files and of users, and access control lists. */
const ATTRIBUTES = ['security.capability', 'user.*', 'system.posix_acl_access', 'system.posix_acl_default'];

interface Listed {
  /** Paths relative to the directory: with everything below if `isWhole`, in this order. */
  readonly paths: readonly string[];
  readonly isWhole: boolean;
  /** The only file's name in the archive, if it has another name in the directory. */
  readonly as?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Archives files of a result with GNU tar: a pax archive with numeric owners, attributes and exact times. Equal files give equal bytes.
 *
 * @throws ObuilderError `tool-failed` or `tool-missing`, at the end of reading
 */
export async function* archiveFiles(
  directory: string,
  { paths, isWhole, as, signal }: Listed,
): AsyncGenerator<Buffer> {
  const args = [
    ...['-c', '-f', '-', '--format=posix', '--blocking-factor=512'],
    '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
    ...['--sort=name', '--numeric-owner', '--xattrs'],
    ...ATTRIBUTES.map((name) => `--xattrs-include=${name}`),
    ...(isWhole ? [] : ['--no-recursion']),
    ...(as === undefined ? [] : [renaming(as)]),
    ...['--null', '--verbatim-files-from', '--files-from=-'],
  ];
  signal.throwIfAborted();
  const { child, ended } = startGnu('tar', args, { stdin: 'pipe', cwd: directory });
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  // A failed tar stops reading, and its messages are better errors than EPIPE.
  if (child.stdin) pipeline(Readable.from(namesOf(paths)), child.stdin).catch(() => undefined);
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    await ended;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** A program of sed(1) that replaces every name. A name has no slash. */
function renaming(name: string): string {
  return `--transform=flags=r;s/^.*$/${name.replaceAll(/[\\&\n]/g, '\\$&')}/`;
}

function* namesOf(paths: readonly string[]): Generator<Buffer> {
  for (const path of paths) yield Buffer.concat([Buffer.from(nativePath(path)), Buffer.of(0)]);
}
