import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Manifest, ManifestRequest } from '../../src/contract/trees.ts';
import { childrenOf } from '../../src/host/process/info.ts';
import type { Reader } from '../../src/reader/start.ts';
import { readerTrees } from '../../src/reader/trees.ts';
import { openTrees } from '../../src/tree/open.ts';
import { makeUser, type TestUser } from './user.ts';

export let user: TestUser;
let readers: Reader[];
export let work: string;
/** Belongs to the user. */
export let context: string;
/** The destination of copies; belongs to root. */
export let root: string;

/** Makes the user once, and new directories for each test of the file. */
export function useReaderPlace(): void {
  beforeAll(() => {
    user = makeUser(undefined);
  });
  afterAll(() => user?.remove());

  beforeEach(() => {
    readers = [];
    work = mkdtempSync('/var/tmp/reader-');
    chmodSync(work, 0o755);
    context = path.join(work, 'context');
    root = path.join(work, 'root');
    for (const directory of [context, root]) mkdirSync(directory);
    chownSync(context, user.uid, user.gid);
  });
  afterEach(() => {
    for (const reader of readers) reader.end();
    execFileSync('rm', ['-rf', work]);
  });
}

export function start(make: () => Reader): Reader {
  const reader = make();
  readers.push(reader);
  return reader;
}

/** A shell of the user in the context. */
export function asUser(script: string): string {
  const { uid, gid } = user;
  return execFileSync('sh', ['-euc', script], { cwd: context, uid, gid, encoding: 'utf8' });
}

export const request = (more: Partial<ManifestRequest> = {}): ManifestRequest => {
  return {
    root: context,
    rootName: 'the context',
    src: ['.'],
    dst: '/',
    exclude: [],
    isUsers: true,
    ...more,
  };
};

export async function copyWith(reader: Reader, more: Partial<ManifestRequest> = {}): Promise<Manifest> {
  const trees = readerTrees(reader, openTrees());
  const manifest = await trees.readManifest(request(more));
  await trees.copy({ manifest, from: context, to: root, dst: '/', user: { uid: 5, gid: 6 } });
  return manifest;
}

/** The pid of the only reader. */
export async function pidOf(reader: Reader): Promise<number> {
  await reader.call('open', { path: context });
  const [pid, ...others] = childrenOf(process.pid).filter((child) =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0').includes('reader'),
  );
  if (pid === undefined || others.length > 0) throw new Error('not one reader');
  return pid;
}
