import { closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeRoot } from '../volume/root.ts';

/**
 * Paths below a store's root. Entries of `result` and `slot` are made in `tmp` and appear by one rename. The name of an entry of
 * `tmp` contains the owner, so repair does not depend on the catalog.
 *
 *     v1/result/<id>/         rootfs (a sealed volume), log, meta.json, optionally summary
 *     v1/tmp/<owner>-<n>/     drafts, private copies of slots (data), trash
 *     v1/slot/<name>/<n>/     data (a volume); the highest n is the slot, a pruned slot has no data
 *     v1/failed/<id>/         a kept failure: the same files as a result
 *     v1/view/<id>-<time>/    rootfs: a view of a result for people
 *     v1/layer/<name>/        layers of the driver overlayfs
 *     v1/state/catalog.db     rebuilt from v1/result if lost
 *     v1/state/secret-key     key of the fingerprints of secrets, created on first use
 *     v1/state/owner/<owner>  locked while the owner lives
 */
export interface Layout {
  readonly root: string;
  readonly results: string;
  readonly tmp: string;
  readonly slots: string;
  readonly failed: string;
  readonly views: string;
  readonly state: string;
  readonly owners: string;
  readonly catalog: string;
  readonly secretKey: string;
  readonly repairLock: string;
  readonly pruneLock: string;
  readonly viewLock: string;
}

export const ROOTFS = 'rootfs';
export const SLOT_DATA = 'data';
export const LOG = 'log';
export const META = 'meta.json';
export const SUMMARY = 'summary';
export const SCRATCH = 'scratch';

export function layoutOf(root: string): Layout {
  const at = (...names: readonly string[]) => path.join(root, 'v1', ...names);
  return {
    root,
    results: at('result'),
    tmp: at('tmp'),
    slots: at('slot'),
    failed: at('failed'),
    views: at('view'),
    state: at('state'),
    owners: at('state', 'owner'),
    catalog: at('state', 'catalog.db'),
    secretKey: at('state', 'secret-key'),
    repairLock: at('state', 'repair.lock'),
    pruneLock: at('state', 'prune.lock'),
    viewLock: at('state', 'view.lock'),
  };
}

/** Creates missing directories and lock files. */
export function makeLayout(layout: Layout): void {
  const { results, tmp, slots, failed, views, owners } = layout;
  const parts = [results, tmp, slots, failed, views, owners];
  if (parts.every((directory) => existsSync(directory))) return;
  makeRoot(layout.root);
  for (const directory of parts) mkdirSync(directory, { recursive: true, mode: 0o700 });
  // Created now, because pruning on a full disk could not create files. SQLite locks empty files.
  for (const lock of [layout.repairLock, layout.pruneLock, layout.viewLock]) makeEmpty(lock);
}

function makeEmpty(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

const safeId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;

/** Ids become file names, so an id must not lead out of its directory. */
export function isSafeId(id: string): boolean {
  return safeId.test(id);
}

/** Returns the owner of an entry of `tmp`. */
export function ownerOfEntry(entry: string): string {
  return entry.slice(0, entry.lastIndexOf('-'));
}

/** Returns the directories of stores of other formats in the same root. */
export function otherFormats(layout: Layout): readonly string[] {
  const own = path.basename(path.dirname(layout.results));
  return readdirSync(layout.root)
    .filter((name) => /^v\d+$/.test(name) && name !== own)
    .map((name) => path.join(layout.root, name));
}
