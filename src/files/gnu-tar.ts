import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { outputOfGnu, startGnu } from './gnu.ts';
import { asPattern } from './tree-identity.ts';

/** The attributes that an image brings along. */
const ATTRIBUTES = ['--xattrs', '--xattrs-include=security.capability', '--xattrs-include=user.*'];

/**
 * Unpacks an archive with GNU tar as root: owners, modes, devices and attributes as they are. Files that are there are
 * replaced. The archive must be one that we made: its paths are trusted.
 * @throws ObuilderError `tool-failed` or `tool-missing`
 */
export async function extractTar(directory: string, archive: AsyncIterable<Uint8Array>): Promise<void> {
  const { child, ended } = startGnu(
    'tar',
    ['-x', '-f', '-', '-p', '--same-owner', '--numeric-owner', ...ATTRIBUTES],
    {
      stdin: 'pipe',
      cwd: directory,
    },
  );
  // A tar that failed stops reading; what it said is the better error.
  if (child.stdin) await pipeline(Readable.from(archive), child.stdin).catch(() => undefined);
  child.stdout.resume();
  await ended;
}

interface Archiving {
  /** Directories below, relative ones, whose content is left out. */
  readonly mounts?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * A directory tree as a pax archive that is the same for the same tree: sorted, with numeric owners, attributes and times,
 * without names of users.
 * @throws ObuilderError `tool-failed` (also when a file changes meanwhile) or `tool-missing`, at the end of reading
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
