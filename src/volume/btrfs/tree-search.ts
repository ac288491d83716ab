import { readInside } from '../../host/calls/server.ts';
import type { Call } from '../../host/calls/table.ts';

/** What btrfs knows about a subvolume. */
export interface SubvolumeFacts {
  /** 32 hex digits. */
  readonly uuid: string;
  /** The subvolume of which this subvolume is a snapshot. */
  readonly parentUuid: string;
  /** The number of the transaction that made the subvolume. */
  readonly madeIn: bigint;
}

/** An item of a subvolume's tree, with the key (`inode`, `type`, `offset`). */
export interface TreeItem {
  readonly inode: bigint;
  readonly type: number;
  readonly offset: bigint;
  readonly data: Buffer;
}

/** Requests of linux/btrfs.h. */
const SUBVOLUME_INFO = 0x81f8943c; // BTRFS_IOC_GET_SUBVOL_INFO
const SEARCH = 0xc0709411; // BTRFS_IOC_TREE_SEARCH_V2
const INODE_PATH = 0xd0009412; // BTRFS_IOC_INO_LOOKUP

const INFO_BYTES = 504;
const UUID_AT = 296;
const UUID_BYTES = 16;
const PARENT_UUID_AT = 312;
const MADE_IN_AT = 352;

const SEARCH_BYTES = 112;
const ITEM_BYTES = 32;
const PATH_BYTES = 4096;
const PATH_AT = 16;

/** Bytes of items that are read. */
const READ_BYTES = 64 * 1024;
/** A search ends early if the next item does not fit. No item is larger than the largest node of a tree. */
const MAX_ITEM_BYTES = 64 * 1024 + ITEM_BYTES;
const MAX_WORD = 2n ** 64n - 1n;
const MAX_HALF = 2 ** 32 - 1;

/** AT_FDCWD */
const HERE = -100;
const CLOSE_ON_EXEC = 0x8_0000; // O_CLOEXEC
/** Closes what the calls before have opened. The program's own descriptor is 10. */
const CLOSE: Call = { name: 'close_range', args: [3, 9, 0] };

interface Request {
  readonly request: number;
  /** What the kernel reads, and the place of the answer. */
  readonly bytes: Buffer;
  /** The bytes of the answer to read. */
  readonly length: number;
}

/** Makes requests on the root of a subvolume. Returns undefined if the kernel refuses. */
async function ask(subvolume: string, requests: readonly Request[]): Promise<readonly Buffer[] | undefined> {
  const calls = requests.flatMap(({ request, bytes, length }): Call[] => [
    { name: 'openat', args: [HERE, '.', CLOSE_ON_EXEC], feedsNext: true },
    { name: 'ioctl', args: [0, request, bytes] },
    CLOSE,
    { name: 'write', args: [1, bytes, length] },
  ]);
  const total = requests.reduce((sum, { length }) => sum + length, 0);
  const read = await readInside(subvolume, calls, total);
  if ('errno' in read) return undefined;
  let at = 0;
  return requests.map(({ length }) => {
    at += length;
    return read.subarray(at - length, at);
  });
}

/** A kernel before 5.9, or a process without the rights, always refuses, and each refusal costs a program. */
let isPossible = true;

export async function subvolumeFacts(subvolume: string): Promise<SubvolumeFacts | undefined> {
  if (!isPossible) return undefined;
  const bytes = Buffer.alloc(INFO_BYTES);
  const [info] = (await ask(subvolume, [{ request: SUBVOLUME_INFO, bytes, length: INFO_BYTES }])) ?? [];
  isPossible = info !== undefined;
  if (info === undefined) return undefined;
  return {
    uuid: info.toString('hex', UUID_AT, UUID_AT + UUID_BYTES),
    parentUuid: info.toString('hex', PARENT_UUID_AT, PARENT_UUID_AT + UUID_BYTES),
    madeIn: info.readBigUInt64LE(MADE_IN_AT),
  };
}

/**
 * Returns the items in all blocks of the tree that were written after a transaction, with unchanged neighbours. Undefined if the items
 * take more than `READ_BYTES`.
 */
export async function itemsSince(
  subvolume: string,
  transaction: bigint,
): Promise<readonly TreeItem[] | undefined> {
  const bytes = Buffer.alloc(SEARCH_BYTES + READ_BYTES + MAX_ITEM_BYTES);
  // The tree of the open directory, and every object and offset.
  for (const at of [16, 32, 48]) bytes.writeBigUInt64LE(MAX_WORD, at);
  bytes.writeBigUInt64LE(transaction + 1n, 40);
  for (const at of [60, 64]) bytes.writeUInt32LE(MAX_HALF, at);
  bytes.writeBigUInt64LE(BigInt(READ_BYTES + MAX_ITEM_BYTES), 104);
  const [found] =
    (await ask(subvolume, [{ request: SEARCH, bytes, length: SEARCH_BYTES + READ_BYTES }])) ?? [];
  return found && parseItems(found);
}

function parseItems(found: Buffer): readonly TreeItem[] | undefined {
  const count = found.readUInt32LE(64);
  const items: TreeItem[] = [];
  let at = SEARCH_BYTES;
  for (let index = 0; index < count; index += 1) {
    if (at + ITEM_BYTES > found.length) return undefined;
    const start = at + ITEM_BYTES;
    const end = start + found.readUInt32LE(at + 28);
    if (end > found.length) return undefined;
    items.push({
      inode: found.readBigUInt64LE(at + 8),
      offset: found.readBigUInt64LE(at + 16),
      type: found.readUInt32LE(at + 24),
      data: found.subarray(start, end),
    });
    at = end;
  }
  return items;
}

/** Returns a path of each inode, with one character a byte. */
export async function pathsOf(
  subvolume: string,
  inodes: readonly bigint[],
): Promise<readonly string[] | undefined> {
  if (inodes.length === 0) return [];
  const requests = inodes.map((inode): Request => {
    const bytes = Buffer.alloc(PATH_BYTES);
    bytes.writeBigUInt64LE(inode, 8);
    return { request: INODE_PATH, bytes, length: PATH_BYTES };
  });
  const answers = await ask(subvolume, requests);
  // The kernel ends a path with a slash and a null byte.
  return answers?.map((bytes) => bytes.toString('latin1', PATH_AT, bytes.indexOf(0, PATH_AT) - 1));
}
