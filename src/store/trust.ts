import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { type Untrusted, untrustedEntry, untrustedWay } from '../files/trust/trusted-path.ts';
import type { Layout } from './layout.ts';

/**
 * Refuses a directory that users other than root could replace, because root reads, writes and deletes below.
 *
 * @throws ObuilderError `store-unavailable`
 */
export function checkWay(directory: string): void {
  refuse(untrustedWay(directory), directory);
}

/**
 * Refuses a store with files or directories under the control of other users. Checks every path read or deleted by opening and
 * repairing; results lie deeper, in directories that only root can enter.
 *
 * @throws ObuilderError `store-unavailable`
 */
export function checkEntries(layout: Layout): void {
  const { root, results, tmp, slots, failed, views, state, owners, catalog } = layout;
  const { repairLock, pruneLock, viewLock } = layout;
  const files = [catalog, `${catalog}-journal`, repairLock, pruneLock, viewLock];
  const directories = [path.dirname(results), results, tmp, slots, failed, views, state, owners];
  refuse(untrustedEntry([...directories, path.join(root, 'v1', 'layer'), ...files]), root);
  // Safe only after the directories have been checked.
  refuse(untrustedEntry([...entriesOf(tmp), ...entriesOf(owners), ...entriesOf(views)]), root);
}

/**
 * Refuses a pool with an image file, lock or mount point under the control of other users. @throws ObuilderError
 * `store-unavailable`
 */
export function checkPool(directory: string): void {
  checkWay(path.join(directory, 'pool'));
  const names = ['pool.img', 'pool.img.new', 'pool.lock', 'pool.lock-journal'];
  refuse(untrustedEntry(names.map((name) => path.join(directory, name))), directory);
}

function entriesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory).map((name) => path.join(directory, name));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function refuse(found: Untrusted | undefined, root: string): void {
  if (found === undefined) return;
  throw new ObuilderError(
    'store-unavailable',
    `the store in ${root} cannot be trusted: ${found.path} ${found.why}`,
    {
      value: found.path,
      hint: 'Other users could replace files of the store there. Use a directory that, with all directories above it, belongs to root, that nobody else can write to, and that is no link, such as /var/lib/obuilder-store.',
    },
  );
}
