import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { callError } from '../../host/calls/call-error.ts';
import { CLOSE_ALL, exchange, KEEP, KEPT, openForNext } from '../../host/calls/entries.ts';
import { canMakeCalls } from '../../host/calls/machines.ts';
import { type CallFailure, type CallServer, callServer, sharedServer } from '../../host/calls/server.ts';
import type { Call } from '../../host/calls/table.ts';
import { mountOf } from '../../host/probes.ts';
import { createSubvolume, makeSnapshot, setReadOnly } from './commands.ts';

/** How to make, seal and read volumes below the top of a store. A volume to make must not exist. */
export interface VolumeCalls {
  readonly create: (at: string) => Promise<void>;
  readonly snapshot: (from: string, to: string) => Promise<void>;
  readonly snapshotReadOnly: (from: string, to: string) => Promise<void>;
  readonly seal: (volume: string) => Promise<void>;
  /** Lets two volumes change places at once, or does nothing. */
  readonly exchange: (one: string, other: string) => Promise<void>;
  readonly read: ReadVolume;
  /**
   * Waits until all earlier writes are on the disk. Returns false at once if no program is free.
   *
   * @throws system error of the first failed write
   */
  readonly sync: () => Promise<boolean>;
  /** Ends the programs that wait for calls, so that the file system can be unmounted. Later calls start new programs. */
  readonly end: () => Promise<void>;
}

/**
 * Makes calls in the directory of a volume. Returns the `length` bytes that the calls write to stdout; undefined if a call fails, or
 * nothing can make the calls now.
 */
export type ReadVolume = (
  volume: string,
  calls: readonly Call[],
  length: number,
) => Promise<Buffer | undefined>;

/** Programs at a time. Further calls of builds at the same time start `btrfs`. */
const MAX_SERVERS = 4;
/** Numbers of errors with which a kernel, or a process without rights, refuses a call always. */
const LACKS: readonly number[] = [constants.errno.ENOSYS, constants.errno.ENOTTY, constants.errno.EPERM];

/**
 * Returns system calls in programs that stay: to start `btrfs` takes longer than each of these calls. If a call fails, `btrfs` tries again, and
 * tells the reason.
 */
export function volumeCalls(root: string): VolumeCalls {
  // Where programs may not run, only `btrfs` itself works.
  let canMake = canMakeCalls() && mountOf(root)?.options.includes('noexec') === false;
  let canRead = canMake;
  // The first volume and the first copied files of a build have one program.
  const servers: CallServer[] = [sharedServer];
  const freeServer = () => {
    const idle = servers.find((one) => !one.isBusy());
    if (idle !== undefined || servers.length === MAX_SERVERS) return idle;
    const added = callServer();
    servers.push(added);
    return added;
  };
  const below = (directory: string) => path.relative(root, directory) || '.';
  /** Returns whether the calls are done. The last call before `CLOSE_ALL` does the work. */
  const isDone = async (calls: readonly Call[], at: string): Promise<boolean> => {
    const server = canMake ? freeServer() : undefined;
    if (server === undefined) return false;
    const made = await server.run(root, [...calls, CLOSE_ALL], { program: programBeside(at) });
    if (!isFailure(made)) return true;
    // A kernel before 5.9 cannot close.
    if (made.call < calls.length) return false;
    canMake = false;
    return true;
  };
  /** Makes a volume, by `otherwise` if calls cannot. `btrfs` would make a snapshot inside a volume that exists. */
  const make = async (at: string, calls: readonly Call[], otherwise: () => Promise<void>) => {
    if (existsSync(at)) throw new ObuilderError('internal', `the volume ${at} exists already`, { value: at });
    // The calls may have made the volume before a failure: each is done or not.
    const done = await isDone(calls, at).catch(() => false);
    if (!done && !existsSync(at)) await otherwise();
  };
  const snapshot = (from: string, to: string, isReadOnly: boolean) => {
    const args = argumentsFor(path.basename(to), isReadOnly ? READ_ONLY : 0);
    const calls: readonly Call[] = [
      openForNext(below(from)),
      KEEP,
      openForNext(below(path.dirname(to))),
      { name: 'ioctl', args: [0, SNAP_CREATE_V2, args] },
    ];
    return make(to, calls, () => makeSnapshot({ from, to, isReadOnly }));
  };
  return {
    create: (at) => {
      const args = argumentsFor(path.basename(at), 0);
      const calls: readonly Call[] = [
        openForNext(below(path.dirname(at))),
        { name: 'ioctl', args: [0, SUBVOL_CREATE_V2, args] },
      ];
      return make(at, calls, () => createSubvolume(at));
    },
    snapshot: (from, to) => snapshot(from, to, false),
    snapshotReadOnly: (from, to) => snapshot(from, to, true),
    seal: async (volume) => {
      const calls: readonly Call[] = [openForNext(below(volume)), MAKE_READ_ONLY];
      if (!(await isDone(calls, volume).catch(() => false))) await setReadOnly(volume, true);
    },
    exchange: async (one, other) => {
      await isDone([exchange(below(one), below(other))], other).catch(() => false);
    },
    read: async (volume, calls, length) => {
      const server = canRead ? freeServer() : undefined;
      const options = { program: programBeside(volume), length };
      const answer = await server?.run(volume, calls, options).catch(() => undefined);
      if (answer === undefined) return undefined;
      if (!isFailure(answer)) return answer;
      canRead &&= !LACKS.includes(answer.errno);
      return undefined;
    },
    sync: async () => {
      const idle = canMake ? servers.find((one) => !one.isBusy()) : undefined;
      return idle !== undefined && (await isSynced(idle, root));
    },
    end: async () => {
      await Promise.all(servers.splice(0).map((one) => one.end()));
    },
  };
}

const SYNC: Call = { name: 'syncfs', args: [0] };

async function isSynced(server: CallServer, root: string): Promise<boolean> {
  const calls: readonly Call[] = [openForNext('.'), SYNC, CLOSE_ALL];
  const made = await server.run(root, calls).catch(() => undefined);
  if (made === undefined) return false;
  // A later sync would not tell of this failure again.
  if (isFailure(made) && calls[made.call] === SYNC) throw callError(made.errno, SYNC.name, root);
  return !isFailure(made);
}

const programBeside = (volume: string) => `${volume}.calls-${process.pid}`;
const isFailure = (answer: Buffer | CallFailure): answer is CallFailure => 'errno' in answer;

/** Requests of linux/btrfs.h. */
const SNAP_CREATE_V2 = 0x5000_9417;
const SUBVOL_CREATE_V2 = 0x5000_9418;
const SUBVOL_SETFLAGS = 0x4008_941a;
const READ_ONLY = 2; // BTRFS_SUBVOL_RDONLY
/** The flags are a number of 64 bits. */
const MAKE_READ_ONLY: Call = {
  name: 'ioctl',
  args: [0, SUBVOL_SETFLAGS, Buffer.of(READ_ONLY, 0, 0, 0, 0, 0, 0, 0)],
};

/** `struct btrfs_ioctl_vol_args_v2`: descriptor, transaction, flags, 32 unused bytes, and the name. */
function argumentsFor(name: string, flags: number): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.writeUInt32LE(KEPT, 0);
  bytes.writeUInt32LE(flags, 16);
  bytes.write(name, 56);
  return bytes;
}
