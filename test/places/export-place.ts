import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeEach } from 'vitest';
import type { FilesOutput } from '../../src/contract/outputs.ts';
import { openExports, type UserAccess } from '../../src/export/open.ts';
import { readerFiles } from '../../src/reader/files.ts';
import { ownAccess } from '../../src/reader/own-access.ts';
import type { DirectoryAccess } from '../../src/reader/user-directory.ts';
import { userTree } from '../../src/reader/user-tree.ts';
import { readerOf } from '../fakes/reader.ts';
import { context, root, start, useReaderPlace, user } from './reader-place.ts';

/** The destination in the user's context; does not exist yet. */
export let dest: string;

/** A result in `root`, and a user with a context. */
export function useExportPlace(): void {
  useReaderPlace();
  beforeEach(() => {
    dest = path.join(context, 'dist');
  });
}

const accessOf = (access: DirectoryAccess): UserAccess => ({
  tree: (place, signal) => userTree(access.send, place, signal),
});

export function asker(who: 'user' | 'root' = 'user'): UserAccess {
  if (who === 'root') return accessOf(ownAccess());
  const reader = start(() => readerOf(user));
  return accessOf({ open: readerFiles(reader, {}).open, send: reader.send });
}

interface Asked extends Partial<FilesOutput> {
  readonly who?: 'user' | 'root';
  readonly signal?: AbortSignal;
  readonly access?: UserAccess;
}

export async function exported({ who, access = asker(who), signal, ...output }: Asked = {}) {
  const notices: string[] = [];
  const written = await openExports(access).write({
    output: { type: 'local', text: 'test', when: 'success', dest, below: context, ...output },
    root,
    onProgress: () => undefined,
    onNotice: (message) => notices.push(message),
    signal: signal ?? new AbortController().signal,
  });
  return { ...written, notices };
}

export const inResult = (script: string) =>
  execFileSync('sh', ['-euc', `umask 022; ${script}`], { cwd: root, encoding: 'utf8' });

/** A line for each entry below a directory: kind, mode, owners, time, number of names, size, target and path. */
export function listed(directory: string, owners: 'with owners' | 'without owners'): readonly string[] {
  const format = ['%y', '%m', owners === 'with owners' ? '%U:%G' : '-', '%T@', '%n', '%s', '%l', '%P\\0'];
  const find = spawnSync('find', ['.', '-mindepth', '1', '-printf', format.join(' ')], { cwd: directory });
  const lines = find.stdout.toString('latin1').split('\0').slice(0, -1);
  // The number of names and the size of a directory depend on the file system.
  return lines.map((line) => line.replace(/^(d \d+ \S+ \S+) \d+ \d+/, '$1')).sort();
}

/** A listing without set-uid and set-gid bits. */
export const plainly = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/^(\w) [2-7](\d{3}) /, '$1 $2 ')).sort();

/** A script that makes files of many kinds. */
export const MANY_KINDS = `
  mkdir -p a/b/c empty closed tmp; echo small > a/small; : > a/nothing; head -c 3000001 /dev/urandom > a/b/large
  printf x > "a/$(printf '\\377\\376')"; printf y > "$(printf 'a/line\\nbreak')"; printf z > 'a/-n *?[x]'
  ln -s ../small a/b/link; ln -s /etc/passwd outside; ln -s missing dangling; ln a/small a/b/c/hard
  echo secret > closed/file; chmod 400 closed/file; chmod 500 closed; chmod 4755 a/small; chmod 2775 a/b; chmod 1777 tmp
  chown 5:6 a/nothing; truncate -s 5M a/holes; touch -h -d '2001-02-03 04:05:06.500000001' a/b/link; touch -d 1960-01-02 a/nothing
  touch -d '2012-03-04 05:06:07.123456789' a/small; find . -depth -newermt 2020-01-01 -exec touch -h -d '2003-04-05 01:02:03.987654321' {} +`;
