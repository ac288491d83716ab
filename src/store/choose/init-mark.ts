import { chmodSync, lstatSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { untrustedEntry, untrustedWay } from '../../files/trust/trusted-path.ts';
import { mountPointOf } from '../../host/mounts.ts';
import type { StorePlace } from '../../volume/drivers.ts';

/** A file in a store's directory: root allows the store to all users who may build. */
const MARK = 'obuilder-action.store';
const TEXT =
  'Made by "obuilder-action init". Users who build through sudo may use this store while this file is here.\n';

/** Marks the store in `root`, as root. */
export function markStore(root: string): void {
  const mark = path.join(root, MARK);
  writeFileSync(mark, TEXT, { mode: 0o644 });
  chmodSync(mark, 0o644);
}

/** Whether root has marked this store. Creates, mounts and follows nothing. */
export function isMarked({ root }: StorePlace): boolean {
  const directory = root.startsWith('/') ? root : mountPointOf(root);
  if (directory === undefined || untrustedWay(directory) !== undefined) return false;
  const mark = path.join(directory, MARK);
  return (
    lstatSync(mark, { throwIfNoEntry: false })?.isFile() === true && untrustedEntry([mark]) === undefined
  );
}
