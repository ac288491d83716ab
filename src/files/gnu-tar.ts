import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { outputOfGnu, startGnu } from './gnu.ts';
import { asPattern } from './tree-identity.ts';

/** The extended attributes that images have. */
const ATTRIBUTES = ['--xattrs', '--xattrs-include=security.capability', '--xattrs-include=user.*'];

/** The extended attributes that results have: also access control lists, in the kernel's form. */
export const RESULT_ATTRIBUTES = [
  ...ATTRIBUTES,
  ...['--xattrs-include=system.posix_acl_access', '--xattrs-include=system.posix_acl_default'],
];

/**
 * Unpacks an archive with GNU tar as root, with owners, modes, devices and extended attributes. Replaces existing files. Trusts the
 * paths in the archive, so use only archives of our own.
 * @throws ObuilderError `tool-failed` or `tool-missing`
 */
export async function extractTar(directory: string, archive: AsyncIterable<Uint8Array>): Promise<void> {
  const { child, ended } = startGnu(
    'tar',
    ['-x', '-f', '-', '-p', '--same-owner', '--numeric-owner', ...RESULT_ATTRIBUTES],
    {
      stdin: 'pipe',
      cwd: directory,
    },
  );
  // A failed tar stops reading, and its messages are better errors than EPIPE.
  if (child.stdin) await pipeline(Readable.from(archive), child.stdin).catch(() => undefined);
  child.stdout.resume();
  await ended;
}

interface Picking {
  /** Relative to the directory, with one character (U+0000 to U+00FF) a byte; `''` is the directory itself. */
  readonly paths: Iterable<string>;
  /** Archives each name of a file with its content instead of hard links. */
  readonly linksAsFiles?: boolean | undefined;
  /** Leaves out the holes of files (GNU format 1.0). */
  readonly findsHoles?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Archives files and directories in the given order, directories without their content: a pax archive with
 * numeric owners, extended attributes and times.
 *
 * @throws ObuilderError `tool-failed` (also if a file changes meanwhile) or `tool-missing`, at the end of reading
 */
export function archiveListed(
  directory: string,
  { paths, linksAsFiles = false, findsHoles = false, signal }: Picking,
): AsyncGenerator<Buffer> {
  const form = ['--format=posix', '--pax-option=delete=atime,delete=ctime', '--numeric-owner'];
  const names = ['--no-recursion', '--null', '--verbatim-files-from', '--files-from=-'];
  const links = linksAsFiles ? ['--hard-dereference'] : [];
  const holes = findsHoles ? ['--sparse', '--sparse-version=1.0'] : [];
  const args = ['-c', '-f', '-', ...BLOCKS, ...form, ...links, ...holes, ...RESULT_ATTRIBUTES, ...names];
  return outputOfGnu('tar', args, { cwd: directory, input: listOf(paths), signal });
}

const PATHS_A_PIECE = 1000;

/** Returns a list for GNU tar: `./` prevents that a name is an option, and a null byte ends a path. */
function* listOf(paths: Iterable<string>): Generator<Buffer> {
  let piece = '';
  let count = 0;
  for (const path of paths) {
    piece += path === '' ? '.\0' : `./${path}\0`;
    count += 1;
    if (count % PATHS_A_PIECE !== 0) continue;
    yield Buffer.from(piece, 'latin1');
    piece = '';
  }
  yield Buffer.from(piece, 'latin1');
}

/** Records of 1 MiB. */
const BLOCKS = ['--blocking-factor=2048'];

interface Archiving {
  /** Relative paths of directories whose content is left out. */
  readonly mounts?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Archives a directory tree as a reproducible pax archive: sorted, with numeric owners, extended attributes and times, without user
 * names.
 *
 * @throws ObuilderError `tool-failed` (also if a file changes meanwhile) or `tool-missing`, at the end of reading
 */
export function archiveTree(
  directory: string,
  { mounts = [], signal }: Archiving = {},
): AsyncGenerator<Buffer> {
  const left = mounts.map((mount) => `--exclude=./${asPattern(mount)}/*`);
  const form = ['--format=posix', '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime'];
  const matching = ['--anchored', '--wildcards', '--wildcards-match-slash'];
  const args = [
    '-c',
    '-f',
    '-',
    ...form,
    '--sort=name',
    '--numeric-owner',
    ...matching,
    ...left,
    ...ATTRIBUTES,
    '.',
  ];
  return outputOfGnu('tar', args, { cwd: directory, signal });
}
