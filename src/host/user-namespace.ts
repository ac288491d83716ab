import { openSync, rmSync, writeFileSync } from 'node:fs';
import { ObuilderError } from '../errors.ts';
import { callProgram } from './calls/program.ts';
import { startProgram } from './process/start.ts';

/** Maps the ids from 0 inside to the machine's ids from `first`, for users and groups alike. */
export interface IdRange {
  readonly first: number;
  readonly count: number;
}

/** CLONE_NEWUSER */
const NEW_USER = 0x1000_0000;

/**
 * Makes a user namespace that lasts as long as this process. No process stays inside: the namespace only defines the id mapping of
 * mounts.
 *
 * @param file the path for a temporary program, on a file system that allows execution
 * @returns the path of the namespace, for root
 * @throws ObuilderError `sandbox-failed` if the kernel or the machine's settings refuse a user namespace
 */
export async function makeUserNamespace(file: string, range: IdRange): Promise<string> {
  writeFileSync(file, callProgram(process.arch, CALLS), { flag: 'wx', mode: 0o500 });
  try {
    return await heldOpen(file, range);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Reports that the namespace exists, and waits for the end of stdin. */
const CALLS = [
  { name: 'unshare', args: [NEW_USER] },
  { name: 'write', args: [1, '.', 1] },
  { name: 'read', args: [0, Buffer.alloc(1), 1] },
  { name: 'exit', args: [0] },
] as const;

async function heldOpen(file: string, { first, count }: IdRange): Promise<string> {
  const { child, ended: exit } = startProgram(file, [], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  const ended = exit.then(
    ({ code }) => `a trial ended with status ${code}`,
    (error: Error) => error.message,
  );
  const isThere = new Promise<undefined>((resolve) => child.stdout.once('data', () => resolve(undefined)));
  const fault = await Promise.race([isThere, ended]);
  if (fault !== undefined) {
    throw new ObuilderError('sandbox-failed', `a user namespace cannot be made: ${fault}`, {
      hint: 'See that sysctl user.max_user_namespaces is not 0.',
    });
  }
  try {
    for (const map of ['uid_map', 'gid_map'])
      writeFileSync(`/proc/${child.pid}/${map}`, `0 ${first} ${count}\n`);
    // Never closed: the open descriptor keeps the namespace alive until this process ends.
    const descriptor = openSync(`/proc/${child.pid}/ns/user`, 'r');
    return `/proc/${process.pid}/fd/${descriptor}`;
  } finally {
    child.stdin.end();
    await ended;
  }
}
