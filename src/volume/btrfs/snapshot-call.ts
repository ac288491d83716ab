import { constants, existsSync } from 'node:fs';
import path from 'node:path';
import { canMakeCalls } from '../../host/calls/machines.ts';
import { callServer } from '../../host/calls/server.ts';
import type { Call } from '../../host/calls/table.ts';

export interface Snapshot {
  /** The top of the store: both volumes are below. */
  readonly root: string;
  readonly from: string;
  /** Does not exist. */
  readonly to: string;
  readonly isReadOnly: boolean;
}

/** Other tables must not wait for a transaction of btrfs. */
const server = callServer();
let isPossible = canMakeCalls();

/**
 * Makes a snapshot by a system call in a program that stays: to start `btrfs` for each snapshot takes longer than the snapshot itself.
 *
 * @returns whether the snapshot was made. After a failure `btrfs` makes all snapshots of this process, and tells the reason
 * @throws ObuilderError `tool-failed` if the program was killed and nobody knows whether the snapshot is whole
 */
export async function snapshotByCall(snapshot: Snapshot): Promise<boolean> {
  const { root, to } = snapshot;
  // A build beside this one makes a snapshot: a second program works at the same time.
  if (!isPossible || server.isBusy() || existsSync(to)) return false;
  try {
    const made = await server.run(root, callsFor(snapshot), { program: `${to}.calls-${process.pid}` });
    if (!('errno' in made)) return true;
    isPossible = false;
    return made.call > SNAPSHOT_CALL;
  } catch (error) {
    isPossible = false;
    if (existsSync(to)) throw error;
    return false;
  }
}

/** AT_FDCWD */
const HERE = -100;
const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC
const OPTIONS = constants.O_DIRECTORY | constants.O_NOFOLLOW | CLOSE_ON_EXEC;
/** The descriptor of the source. Lower descriptors are free for the other calls. */
const SOURCE = 9;
const FIRST = 3;
/** The position in the list of calls. */
const SNAPSHOT_CALL = 3;
const SNAP_CREATE_V2 = 0x5000_9417; // BTRFS_IOC_SNAP_CREATE_V2

function callsFor({ root, from, to, isReadOnly }: Snapshot): readonly Call[] {
  const below = (directory: string) => path.relative(root, directory) || '.';
  return [
    { name: 'openat', args: [HERE, below(from), OPTIONS], feedsNext: true },
    { name: 'dup3', args: [0, SOURCE, CLOSE_ON_EXEC] },
    { name: 'openat', args: [HERE, below(path.dirname(to)), OPTIONS], feedsNext: true },
    { name: 'ioctl', args: [0, SNAP_CREATE_V2, argumentsFor(path.basename(to), isReadOnly)] },
    // btrfs frees no deleted volume with an open file.
    { name: 'close_range', args: [FIRST, SOURCE, 0] },
  ];
}

const READ_ONLY = 2n; // BTRFS_SUBVOL_RDONLY

/** `struct btrfs_ioctl_vol_args_v2`: descriptor, transaction, flags, 32 unused bytes, and the name. */
function argumentsFor(name: string, isReadOnly: boolean): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.writeBigInt64LE(BigInt(SOURCE), 0);
  bytes.writeBigUInt64LE(isReadOnly ? READ_ONLY : 0n, 16);
  bytes.write(name, 56);
  return bytes;
}
