import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { isSafeId, type Layout, ROOTFS } from '../layout.ts';
import { commitTime, parseMeta, readMeta } from '../meta.ts';

type Prepare = (sql: string) => StatementSync;

/** Owner of broken results. No live owner has this name, so the next repair deletes such entries. */
const NOBODY = 'lost';

/** Whether a directory holds a whole result. A rename creates results, so only damage makes a result incomplete. */
function isWhole(directory: string): boolean {
  return existsSync(path.join(directory, ROOTFS)) && readMeta(directory) !== undefined;
}

/**
 * Makes the catalog list exactly the results on disk, and moves damaged results to `tmp`. Runs inside a transaction.
 *
 * @returns the number of results
 */
export function reconcile(layout: Layout, prepare: Prepare): number {
  let count = 0;
  const known = new Set(
    prepare('SELECT id FROM result')
      .all()
      .map(({ id }) => String(id)),
  );
  const add = prepare('INSERT INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)');
  for (const id of readdirSync(layout.results)) {
    const directory = path.join(layout.results, id);
    if (!isSafeId(id) || !isWhole(directory)) {
      putAside(layout, directory);
      continue;
    }
    count += 1;
    if (!known.delete(id)) {
      const time = commitTime(directory);
      const text = readMeta(directory) ?? '';
      add.run(id, parseMeta(text)?.parent ?? null, text, time, time);
    }
  }
  const drop = prepare('DELETE FROM result WHERE id = ?');
  for (const id of known) drop.run(id);
  return count;
}

function putAside(layout: Layout, directory: string): void {
  for (let number = 0; ; number += 1) {
    const aside = path.join(layout.tmp, `${NOBODY}-${number}`);
    if (existsSync(aside)) continue;
    renameSync(directory, aside);
    return;
  }
}
