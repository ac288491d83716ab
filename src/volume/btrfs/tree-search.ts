import { CLOSE_ALL, openForNext } from '../../host/calls/entries.ts';
import type { Call } from '../../host/calls/table.ts';
import type { ReadVolume } from './volume-calls.ts';

/** What btrfs knows about a subvolume. */
export interface SubvolumeFacts {
  /** 32 hex digits. */
  readonly uuid: string;
  /** The subvolume of which this subvolume is a snapshot. */
  readonly parentUuid: string;
  /** The number of the transaction that made the subvolume. */
  readonly madeIn: bigint;
  /** The number of the transaction that last changed a file or directory. */
  readonly changedIn: bigint;
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
const CHANGED_IN_AT = 344;
const MADE_IN_AT = 352;

const SEARCH_BYTES = 112;
const ITEM_BYTES = 32;
const PATH_BYTES = 4096;
const PATH_AT = 16;

/** Bytes of items that are read: an answer fits the buffer of a socket, so that no write of the program blocks. */
const READ_BYTES = 64 * 1024;
/** A search ends early if the next item does not fit. No item is larger than the largest node of a tree. */
const MAX_ITEM_BYTES = 64 * 1024 + ITEM_BYTES;
const MAX_WORD = 2n ** 64n - 1n;
const MAX_HALF = 2 ** 32 - 1;

interface Request {
  readonly request: number;
  /** What the kernel reads, and the place of the answer. */
  readonly bytes: Buffer;
  /** The bytes of the answer to read. */
  readonly length: number;
}

/** Makes requests on the root of a subvolume, through `read`. Returns undefined if the kernel refuses. */
async function ask(
  read: ReadVolume,
  subvolume: string,
  requests: readonly Request[],
): Promise<readonly Buffer[] | undefined> {
  const calls = requests.flatMap(({ request, bytes, length }): Call[] => [
    openForNext('.'),
    { name: 'ioctl', args: [0, request, bytes] },
    CLOSE_ALL,
    { name: 'write', args: [1, bytes, length] },
  ]);
  const total = requests.reduce((sum, { length }) => sum + length, 0);
  const answer = await read(subvolume, calls, total);
  if (answer === undefined) return undefined;
  let at = 0;
  return requests.map(({ length }) => {
    at += length;
    return answer.subarray(at - length, at);
  });
}

export async function subvolumeFacts(
  read: ReadVolume,
  subvolume: string,
): Promise<SubvolumeFacts | undefined> {
  const bytes = Buffer.alloc(INFO_BYTES);
  const request = { request: SUBVOLUME_INFO, bytes, length: INFO_BYTES };
  const [info] = (await ask(read, subvolume, [request])) ?? [];
  if (info === undefined) return undefined;
  return {
    uuid: info.toString('hex', UUID_AT, UUID_AT + UUID_BYTES),
    parentUuid: info.toString('hex', PARENT_UUID_AT, PARENT_UUID_AT + UUID_BYTES),
    madeIn: info.readBigUInt64LE(MADE_IN_AT),
    changedIn: info.readBigUInt64LE(CHANGED_IN_AT),
  };
}

/**
 * Returns all items of the blocks that were written after a transaction; a block also has items that did not change. Undefined if the
 * items take more than `READ_BYTES`.
 */
export async function itemsSince(
  read: ReadVolume,
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
    (await ask(read, subvolume, [{ request: SEARCH, bytes, length: SEARCH_BYTES + READ_BYTES }])) ?? [];
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
  read: ReadVolume,
  subvolume: string,
  inodes: readonly bigint[],
): Promise<readonly string[] | undefined> {
  if (inodes.length === 0) return [];
  const requests = inodes.map((inode): Request => {
    const bytes = Buffer.alloc(PATH_BYTES);
    bytes.writeBigUInt64LE(inode, 8);
    return { request: INODE_PATH, bytes, length: PATH_BYTES };
  });
  const answers = await ask(read, subvolume, requests);
  // The kernel ends a path with a slash and a null byte.
  return answers?.map((bytes) => bytes.toString('latin1', PATH_AT, bytes.indexOf(0, PATH_AT) - 1));
}
