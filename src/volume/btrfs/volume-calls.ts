import { constants, existsSync } from 'node:fs';
import path from 'node:path';
import { canMakeCalls } from '../../host/calls/machines.ts';
import { type CallServer, callServer } from '../../host/calls/server.ts';
import type { Call } from '../../host/calls/table.ts';
import { mountOf } from '../../host/probes.ts';
import { createSubvolume, makeSnapshot, setReadOnly } from './commands.ts';

/** How to make and seal volumes below the top of a store. A volume to make must not exist. */
export interface VolumeCalls {
  readonly create: (at: string) => Promise<void>;
  readonly snapshot: (from: string, to: string) => Promise<void>;
  readonly snapshotReadOnly: (from: string, to: string) => Promise<void>;
  readonly seal: (volume: string) => Promise<void>;
  /** Ends the programs that wait for calls, so that the file system can be unmounted. Later calls start new programs. */
  readonly end: () => Promise<void>;
}

/** Programs at a time. Further calls of builds at the same time start `btrfs`. */
const MAX_SERVERS = 4;

/** A kernel before 5.9 lacks a call. */
let isPossible = canMakeCalls();

/**
 * Returns system calls in programs that stay: to start `btrfs` takes longer than each of these calls. If a call fails, `btrfs` tries again, and
 * tells the reason.
 */
export function volumeCalls(root: string): VolumeCalls {
  // Where programs may not run, only `btrfs` itself works.
  isPossible &&= mountOf(root)?.options.includes('noexec') === false;
  const servers: CallServer[] = [];
  const freeServer = () => {
    const idle = servers.find((one) => !one.isBusy());
    if (idle !== undefined || servers.length === MAX_SERVERS) return idle;
    const added = callServer();
    servers.push(added);
    return added;
  };
  const below = (directory: string) => path.relative(root, directory) || '.';
  const doneBy = async (calls: readonly Call[], { at, isNew }: Volume): Promise<boolean> => {
    const server = isPossible && !(isNew && existsSync(at)) ? freeServer() : undefined;
    if (server === undefined) return false;
    try {
      const made = await server.run(root, [...calls, CLOSE], { program: `${at}.calls-${process.pid}` });
      if (!('errno' in made)) return true;
      const isDone = made.call === calls.length;
      if (isDone) isPossible = false;
      return isDone;
    } catch (error) {
      if (isNew && existsSync(at)) throw error;
      return false;
    }
  };
  const snapshot = async (from: string, to: string, isReadOnly: boolean) => {
    const args = argumentsFor(path.basename(to), isReadOnly ? READ_ONLY : 0);
    const calls: readonly Call[] = [
      open(below(from)),
      { name: 'dup3', args: [0, SOURCE, CLOSE_ON_EXEC] },
      open(below(path.dirname(to))),
      { name: 'ioctl', args: [0, SNAP_CREATE_V2, args] },
    ];
    if (!(await doneBy(calls, { at: to, isNew: true }))) await makeSnapshot({ from, to, isReadOnly });
  };
  return {
    create: async (at) => {
      const args = argumentsFor(path.basename(at), 0);
      const calls: readonly Call[] = [
        open(below(path.dirname(at))),
        { name: 'ioctl', args: [0, SUBVOL_CREATE_V2, args] },
      ];
      if (!(await doneBy(calls, { at, isNew: true }))) await createSubvolume(at);
    },
    snapshot: (from, to) => snapshot(from, to, false),
    snapshotReadOnly: (from, to) => snapshot(from, to, true),
    seal: async (volume) => {
      const flags = Buffer.alloc(8);
      flags.writeUInt32LE(READ_ONLY);
      const calls: readonly Call[] = [
        open(below(volume)),
        { name: 'ioctl', args: [0, SUBVOL_SETFLAGS, flags] },
      ];
      if (!(await doneBy(calls, { at: volume, isNew: false }))) await setReadOnly(volume, true);
    },
    end: async () => {
      await Promise.all(servers.splice(0).map((one) => one.end()));
    },
  };
}

interface Volume {
  readonly at: string;
  /** Whether the calls make the volume. */
  readonly isNew: boolean;
}

/** AT_FDCWD */
const HERE = -100;
const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC
const OPTIONS = constants.O_DIRECTORY | constants.O_NOFOLLOW | CLOSE_ON_EXEC;
const open = (directory: string): Call => ({
  name: 'openat',
  args: [HERE, directory, OPTIONS],
  feedsNext: true,
});
/** The descriptor of a snapshot's source. Lower descriptors are free for the other calls. */
const SOURCE = 9;
const FIRST = 3;
/** Closes all files of the calls before, because btrfs frees no deleted volume with an open file. */
const CLOSE: Call = { name: 'close_range', args: [FIRST, SOURCE, 0] };

/** Requests of linux/btrfs.h. */
const SNAP_CREATE_V2 = 0x5000_9417;
const SUBVOL_CREATE_V2 = 0x5000_9418;
const SUBVOL_SETFLAGS = 0x4008_941a;
const READ_ONLY = 2; // BTRFS_SUBVOL_RDONLY

/** `struct btrfs_ioctl_vol_args_v2`: descriptor, transaction, flags, 32 unused bytes, and the name. */
function argumentsFor(name: string, flags: number): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.writeUInt32LE(SOURCE, 0);
  bytes.writeUInt32LE(flags, 16);
  bytes.write(name, 56);
  return bytes;
}
