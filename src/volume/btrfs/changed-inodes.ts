import { constants } from 'node:fs';
import type { MayDiffer } from '../../contract/results.ts';
import { ChangedDirectories } from './changed.ts';
import { itemsSince, pathsOf, type SubvolumeFacts, subvolumeFacts, type TreeItem } from './tree-search.ts';
import type { ReadVolume } from './volume-calls.ts';

/** Types of items (linux/btrfs_tree.h). */
const INODE = 1;
const NAME = 12; // BTRFS_INODE_REF_KEY
const EXTENT = 108;

/** In an item of an inode. */
const TRANSACTION_AT = 8;
const LINKS_AT = 40;
const MODE_AT = 52;

const ROOT_INODE = 256n;
/** With more changed directories, the start of a program costs little in comparison. */
const MAX_PATHS = 32;
const NO_UUID = '0'.repeat(32);

/**
 * Tells where `to` may differ from `from`, by the blocks of the tree that btrfs has written since `to` began as a copy of `from`: a few
 * system calls, and no start of a program. Both must be sealed, and persisted: a written file is in no block before. Undefined for many
 * changes, and if the kernel does not tell.
 */
export async function changedSince(
  read: ReadVolume,
  from: string,
  to: string,
): Promise<MayDiffer | undefined> {
  const [base, facts] = [await subvolumeFacts(read, from), await subvolumeFacts(read, to)];
  const since = base && facts && parting(base, facts);
  if (since === undefined) return undefined;
  const items = await itemsSince(read, to, since);
  if (items === undefined) return undefined;
  const paths = await pathsOfChanges(read, to, changedInodes(items, since));
  if (paths === undefined) return undefined;
  const changed = new ChangedDirectories();
  for (const path of paths.directories) changed.addDirectory(path);
  for (const path of paths.files) changed.addAbove(path);
  // A directory that was moved has other files at the same path.
  return (directory, inodes) => inodes.from !== inodes.to || changed.mayDiffer(directory);
}

/**
 * Returns the last transaction that both subvolumes share. Undefined for subvolumes whose relation is not plain, for example if the
 * writable snapshot between them is gone, or if `from` has changed later.
 */
function parting(from: SubvolumeFacts, to: SubvolumeFacts): bigint | undefined {
  const since = sharedUntil(from, to);
  return since !== undefined && from.changedIn <= since ? since : undefined;
}

function sharedUntil(from: SubvolumeFacts, to: SubvolumeFacts): bigint | undefined {
  if (from.uuid === NO_UUID || to.uuid === NO_UUID) return undefined;
  if (to.parentUuid === from.uuid) return to.madeIn;
  // A step continues in the writable subvolume of which `from` is a snapshot. The transaction of a snapshot ends with the snapshot.
  if (to.uuid === from.parentUuid) return from.madeIn;
  const areSiblings = to.parentUuid === from.parentUuid && from.parentUuid !== NO_UUID;
  return areSiblings && from.madeIn < to.madeIn ? from.madeIn : undefined;
}

interface ChangedInodes {
  readonly directories: ReadonlySet<bigint>;
  /** Files whose names may be in blocks that have not changed. */
  readonly nameless: ReadonlySet<bigint>;
}

async function pathsOfChanges(
  read: ReadVolume,
  subvolume: string,
  { directories, nameless }: ChangedInodes,
): Promise<{ readonly directories: readonly string[]; readonly files: readonly string[] } | undefined> {
  const inodes = [...directories, ...nameless];
  if (inodes.length > MAX_PATHS) return undefined;
  const paths = await pathsOf(read, subvolume, inodes);
  return paths && { directories: paths.slice(0, directories.size), files: paths.slice(directories.size) };
}

/**
 * Returns the directories with changed entries, and changed files without a known directory. Each change of a file, of its attributes or of
 * the entries of a directory also changes the item of the inode, once the data is written. One name of a file is enough, because a file with
 * further names that no visited directory has lets the walk go everywhere.
 */
function changedInodes(items: readonly TreeItem[], since: bigint): ChangedInodes {
  const [directories, files] = [new Set<bigint>(), new Set<bigint>()];
  for (const { inode, type, data } of items) {
    if (type === INODE && data.readBigUInt64LE(TRANSACTION_AT) > since) {
      // A file without a name, which a program has deleted before the end of its use.
      if (data.readUInt32LE(LINKS_AT) === 0) continue;
      const isDirectory = (data.readUInt32LE(MODE_AT) & constants.S_IFMT) === constants.S_IFDIR;
      (isDirectory ? directories : files).add(inode);
    } else if (type === EXTENT && data.readBigUInt64LE() > since) files.add(inode);
  }
  const nameless = new Set(files);
  for (const { inode, type, offset } of items) {
    if (type !== NAME || !files.has(inode)) continue;
    directories.add(offset);
    nameless.delete(inode);
  }
  // The root always counts as changed.
  directories.delete(ROOT_INODE);
  return { directories, nameless };
}
