import { openSync, rmSync, writeFileSync } from 'node:fs';
import { ObuilderError } from '../errors.ts';
import { callProgram } from './process/call-program.ts';
import { startProgram } from './process/start.ts';

/** Ids inside from 0 on are ids of the machine from `first` on. The same for users and groups. */
export interface IdRange {
  readonly first: number;
  readonly count: number;
}

/** CLONE_NEWUSER */
const NEW_USER = 0x1000_0000;

/**
 * Makes a user namespace that lasts as long as this process, and gives the path by which root finds it. No process is left in
 * it: it is there to say which ids a mount shows for which.
 *
 * @param file where a program may be written and executed for a moment
 * @throws ObuilderError `sandbox-failed` where the kernel or this machine's settings refuse one
 */
export async function makeUserNamespace(file: string, range: IdRange): Promise<string> {
  writeFileSync(file, callProgram(process.arch, CALLS), { flag: 'wx', mode: 0o500 });
  try {
    return await heldOpen(file, range);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Says that the namespace is there, and stays until its stdin ends. */
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
    // Never closed: the kernel keeps the namespace for it, and drops it with this process.
    const descriptor = openSync(`/proc/${child.pid}/ns/user`, 'r');
    return `/proc/${process.pid}/fd/${descriptor}`;
  } finally {
    child.stdin.end();
    await ended;
  }
}
