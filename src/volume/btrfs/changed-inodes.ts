import type { MayDiffer } from '../../contract/results.ts';
import { canMakeCalls } from '../../host/calls/machines.ts';
import { itemsSince, pathsOf, type SubvolumeFacts, subvolumeFacts, type TreeItem } from './tree-search.ts';

/** Types of items (linux/btrfs_tree.h). */
const INODE = 1;
const NAME = 12; // BTRFS_INODE_REF_KEY
const EXTENT = 108;

/** In an item of an inode. */
const TRANSACTION_AT = 8;
const LINKS_AT = 40;
const MODE_AT = 52;
const FORMAT = 0o170000;
const DIRECTORY = 0o040000;

const ROOT_INODE = 256n;
/** With more changed directories, the start of a program costs little in comparison. */
const MAX_PATHS = 32;
const NO_UUID = '0'.repeat(32);

/**
 * Tells where `to` may differ from `from`, by the blocks of the tree that btrfs has written since `to` began as a copy of `from`: a few
 * system calls, and no program. Undefined for many changes, and if the kernel does not tell.
 */
export async function changedSince(from: string, to: string): Promise<MayDiffer | undefined> {
  if (!canMakeCalls()) return undefined;
  const [base, facts] = [await subvolumeFacts(from), await subvolumeFacts(to)];
  const since = base && facts && parting(base, facts);
  if (since === undefined) return undefined;
  const items = await itemsSince(to, since);
  const changed = items && (await changedDirectories(to, items, since));
  // A directory that was moved has other files at the same path.
  return changed && ((directory, inodes) => inodes.from !== inodes.to || changed.has(directory));
}

/**
 * Returns the last transaction that both subvolumes share. Undefined for subvolumes whose relation is not plain, for example if the
 * writable snapshot between them is gone.
 */
function parting(from: SubvolumeFacts, to: SubvolumeFacts): bigint | undefined {
  if (from.uuid === NO_UUID || to.uuid === NO_UUID) return undefined;
  if (to.parentUuid === from.uuid) return to.madeIn;
  // A step continues in the writable subvolume of which `from` is a snapshot. The transaction of a snapshot ends with the snapshot.
  if (to.uuid === from.parentUuid) return from.madeIn;
  const areSiblings = to.parentUuid === from.parentUuid && from.parentUuid !== NO_UUID;
  return areSiblings && from.madeIn < to.madeIn ? from.madeIn : undefined;
}

/** Returns the paths of the directories with a changed entry, and of the directories above. */
async function changedDirectories(
  subvolume: string,
  items: readonly TreeItem[],
  since: bigint,
): Promise<ReadonlySet<string> | undefined> {
  const { directories, files } = changedInodes(items, since);
  const above = new Map<bigint, bigint[]>();
  for (const { inode, type, offset } of items)
    if (type === NAME) above.set(inode, [...(above.get(inode) ?? []), offset]);
  for (const file of files) for (const parent of above.get(file) ?? []) directories.add(parent);
  directories.delete(ROOT_INODE);
  // The names of a file may be in blocks that have not changed.
  const nameless = [...files].filter((file) => !above.has(file));
  if (directories.size + nameless.length > MAX_PATHS) return undefined;
  const paths = await pathsOf(subvolume, [...directories, ...nameless]);
  if (paths === undefined) return undefined;
  const changed = new Set<string>(['']);
  for (const [index, path] of paths.entries()) {
    const first = index < directories.size ? path : parentOf(path);
    for (let one = first; !changed.has(one); one = parentOf(one)) changed.add(one);
  }
  return changed;
}

/** Each change of a file, of its attributes or of the entries of a directory also changes the item of the inode. */
function changedInodes(items: readonly TreeItem[], since: bigint) {
  const directories = new Set<bigint>();
  const files = new Set<bigint>();
  for (const { inode, type, data } of items) {
    if (type === INODE && data.readBigUInt64LE(TRANSACTION_AT) > since) {
      // A file without a name, which a program has deleted before the end of its use.
      if (data.readUInt32LE(LINKS_AT) === 0) continue;
      const isDirectory = (data.readUInt32LE(MODE_AT) & FORMAT) === DIRECTORY;
      (isDirectory ? directories : files).add(inode);
    } else if (type === EXTENT && data.readBigUInt64LE() > since) files.add(inode);
  }
  return { directories, files };
}

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
