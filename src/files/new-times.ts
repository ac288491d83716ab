import { futimesSync, lutimesSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { canMakeCalls, makeCallsInside } from '../host/calls/server.ts';
import type { Call } from '../host/calls/table.ts';
import { type FileTime, partsOf } from './file-time.ts';

/** A file whose times are still to be set. */
export interface TimedFile {
  /** The path from the root, without links except for the last component, which is not followed. */
  readonly path: string | Buffer;
  readonly modified: FileTime;
  /** The time of the last access; `modified` by default. */
  readonly accessed?: FileTime | undefined;
}

/**
 * Collects the times of new files below a root. Sets whole seconds at once. Node cannot set nanoseconds, so such times wait for
 * `setTimes`, which comes last.
 */
export class NewTimes {
  readonly #waiting = new Map<string, TimedFile>();

  /**
   * Sets the time of the file `key`, or keeps the time for the end.
   *
   * @param place the file for Node: a descriptor, or a path, which is not followed
   */
  set(key: string, file: TimedFile, place: number | string | Buffer): void {
    if (setAtOnce(file, place)) this.#waiting.delete(key);
    else this.#waiting.set(key, file);
  }

  /** Gives the new hard link `key` the waiting time of the file `of`. */
  share(of: string, { key, path }: { readonly key: string; readonly path: Buffer }): void {
    const file = this.#waiting.get(of);
    if (file !== undefined) this.#waiting.set(key, { ...file, path });
  }

  /** Drops the waiting time of a removed file. */
  forget(key: string): void {
    this.#waiting.delete(key);
  }

  /** Returns the waiting times, and keeps none. */
  take(): readonly TimedFile[] {
    const files = [...this.#waiting.values()];
    this.#waiting.clear();
    return files;
  }
}

/** Sets a time that Node can set exactly. The time of access is as near as Node can. */
function setAtOnce({ modified, accessed = modified }: TimedFile, place: number | string | Buffer): boolean {
  const isExact = partsOf(modified).nanoseconds === 0;
  if (!isExact && canMakeCalls()) return false;
  const times = [forNode(accessed), forNode(modified)] as const;
  if (typeof place === 'number') futimesSync(place, ...times);
  else lutimesSync(place, ...times);
  return true;
}

/** Node reads a negative number as the present time, but parses a text. */
function forNode(time: FileTime): number | string {
  const seconds = Number(time) / 1e9;
  return seconds < 0 ? String(seconds) : seconds;
}

/** Files in a batch of calls. Even with the longest paths, a batch is smaller than the memory of the program that makes the calls. */
const BATCH = 2000;

/**
 * Sets times to the nanosecond. No link leads out of `root`.
 *
 * @throws system error with `path`
 */
export async function setTimes(root: string, files: readonly TimedFile[]): Promise<void> {
  for (let start = 0; start < files.length; start += BATCH) {
    const batch = files.slice(start, start + BATCH);
    const failure = await makeCallsInside(root, batch.map(callFor));
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
