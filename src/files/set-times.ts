import { getSystemErrorMap } from 'node:util';
import { makeCallsInside } from '../host/calls/server.ts';
import type { Call } from '../host/calls/table.ts';
import { partsOf, type TimedFile } from './file-time.ts';

/** Files in a batch of calls. Even with the longest paths, a batch is smaller than the memory of the program that makes the calls. */
const BATCH = 2000;

/**
 * Sets times to the nanosecond. No link leads out of `root`.
 *
 * @param program a path for the file of a program, beside `root` by default
 * @throws system error with `path`
 */
export async function setTimes(root: string, files: readonly TimedFile[], program?: string): Promise<void> {
  for (let start = 0; start < files.length; start += BATCH) {
    const batch = files.slice(start, start + BATCH);
    const failure = await makeCallsInside(root, batch.map(callFor), program);
    if (failure !== undefined) throw faultOf(failure.errno, batch[failure.call] ?? { path: '' }, root);
  }
}

const HERE = -100; // AT_FDCWD
const NO_FOLLOW = 0x100; // AT_SYMLINK_NOFOLLOW
const WORD = 8;

function callFor({ path, modified, accessed = modified }: TimedFile): Call {
  // `struct timespec times[2]` of utimensat(2): access and modification.
  const times = Buffer.allocUnsafe(4 * WORD);
  for (const [index, time] of [accessed, modified].entries()) {
    const { seconds, nanoseconds } = partsOf(time);
    times.writeBigInt64LE(BigInt.asIntN(64, seconds), index * 2 * WORD);
    times.writeUInt32LE(nanoseconds, (index * 2 + 1) * WORD);
    times.writeUInt32LE(0, (index * 2 + 1) * WORD + 4);
  }
  const name = path.length === 0 ? '.' : path;
  const text = typeof name === 'string' ? name : Buffer.concat([name, Buffer.of(0)]);
  return { name: 'utimensat', args: [HERE, text, times, NO_FOLLOW] };
}

function faultOf(errno: number, { path }: Pick<TimedFile, 'path'>, root: string): Error {
  const [code = `error ${errno}`, text = 'unknown'] = getSystemErrorMap().get(-errno) ?? [];
  const name = path.toString();
  const message = `${code}: ${text}, utimensat '${name}'`;
  return Object.assign(new Error(message), {
    code,
    errno: -errno,
    syscall: 'utimensat',
    path: `${root}/${name}`,
  });
}
