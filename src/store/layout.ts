import { closeSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeRoot } from '../volume/root.ts';

/**
 * Where things are below a store's root. Everything that appears in `result` or `slot` was made in `tmp` and came by one
 * rename; an entry of `tmp` is named after its owner, so whose it is can be told without the catalog.
 *
 *     v1/result/<id>/         rootfs (a sealed volume), log, meta.json, summary where the step wrote one
 *     v1/tmp/<owner>-<n>/     drafts, private copies of slots (data), and what waits to be removed
 *     v1/slot/<name>/<n>/     data (a volume); the highest n is the slot, and without data it was pruned
 *     v1/failed/<id>/         like a result, of a step that failed
 *     v1/view/<id>-<time>/    rootfs: a view of a result for people who look at it
 *     v1/layer/<name>/        of the driver overlayfs (overlay-layers.ts)
 *     v1/state/catalog.db     rebuilt from v1/result when lost
 *     v1/state/secret-key     of the fingerprints of secrets, made when the first one is asked for
 *     v1/state/owner/<owner>  locked while that owner lives
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

/** Makes the directories that are missing. */
export function makeLayout(layout: Layout): void {
  const { results, tmp, slots, failed, views, owners } = layout;
  const parts = [results, tmp, slots, failed, views, owners];
  if (parts.every((directory) => existsSync(directory))) return;
  makeRoot(layout.root);
  for (const directory of parts) mkdirSync(directory, { recursive: true, mode: 0o700 });
  // So that pruning need not make these files on a full disk. SQLite's locks are on empty files.
  for (const lock of [layout.repairLock, layout.pruneLock, layout.viewLock]) makeEmpty(lock);
}

function makeEmpty(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

const safeId = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;

/** Ids become file names; whatever could leave its directory is no id. */
export function isSafeId(id: string): boolean {
  return safeId.test(id);
}

/** The owner in the name of an entry of `tmp`. */
export function ownerOfEntry(entry: string): string {
  return entry.slice(0, entry.lastIndexOf('-'));
}

/** Directories of stores in the same root that have another format than ours. */
export function otherFormats(layout: Layout): readonly string[] {
  const own = path.basename(path.dirname(layout.results));
  return readdirSync(layout.root)
    .filter((name) => /^v\d+$/.test(name) && name !== own)
    .map((name) => path.join(layout.root, name));
}
