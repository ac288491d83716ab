import { outputOfGnu } from '../files/gnu.ts';
import { RESULT_ATTRIBUTES } from '../files/gnu-tar.ts';
import { nativePath } from '../files/names.ts';

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
export function archiveFiles(
  directory: string,
  { paths, isWhole, as, signal }: Listed,
): AsyncGenerator<Buffer> {
  const args = [
    ...['-c', '-f', '-', '--format=posix', '--blocking-factor=512'],
    '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
    ...['--sort=name', '--numeric-owner', ...RESULT_ATTRIBUTES],
    ...(isWhole ? [] : ['--no-recursion']),
    ...(as === undefined ? [] : [renaming(as)]),
    ...['--null', '--verbatim-files-from', '--files-from=-'],
  ];
  return outputOfGnu('tar', args, { cwd: directory, input: namesOf(paths), signal });
}

/** A program of sed(1) that replaces every name. A name has no slash. */
function renaming(name: string): string {
  return `--transform=flags=r;s/^.*$/${name.replaceAll(/[\\&\n]/g, '\\$&')}/`;
}

function* namesOf(paths: readonly string[]): Generator<Buffer> {
  for (const path of paths) yield Buffer.concat([Buffer.from(nativePath(path)), Buffer.of(0)]);
}
