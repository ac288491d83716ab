import { type FileCall, makeCallsForFiles } from '../host/calls/for-files.ts';
import { partsOf, type TimedFile } from './file-time.ts';

/**
 * Sets times to the nanosecond. No link leads out of `root`.
 *
 * @param program a path for the file of a program, beside `root` by default
 * @throws system error with `path`
 */
export async function setTimes(root: string, files: readonly TimedFile[], program?: string): Promise<void> {
  await makeCallsForFiles(root, files, { callFor, program });
}

const HERE = -100; // AT_FDCWD
const NO_FOLLOW = 0x100; // AT_SYMLINK_NOFOLLOW
const WORD = 8;

function callFor({ path, modified, accessed = modified }: TimedFile): FileCall {
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
  return { path: path.toString(), call: { name: 'utimensat', args: [HERE, text, times, NO_FOLLOW] } };
}
