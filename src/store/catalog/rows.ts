import { existsSync } from 'node:fs';
import type { StatementSync } from 'node:sqlite';
import type { Result } from '../../contract/results.ts';
import { type Layout, META, ROOTFS } from '../layout.ts';
import { commitTime, parseMeta, readMeta, toResult } from '../meta.ts';

export type Prepare = (sql: string) => StatementSync;
export type Row = Readonly<Record<string, unknown>>;

// Joined by hand here and in `toResult`, because `path.join` dominates the time of a build with hundreds of cached steps.
export const directoryOf = (layout: Layout, id: string) => `${layout.results}/${id}`;

/** Returns the result of a row; undefined if the files are gone. */
export function fromRow(layout: Layout, row: Row): Result | undefined {
  const id = String(row['id']);
  const directory = directoryOf(layout, id);
  if (!existsSync(`${directory}/${META}`) || !existsSync(`${directory}/${ROOTFS}`)) return undefined;
  const meta = parseMeta(String(row['meta']));
  return meta === undefined ? undefined : toResult(id, directory, meta);
}

/** Enters a result found on disk: a process may have died, or the catalog been lost, between rename and entry. */
export function adopt(layout: Layout, prepare: Prepare, id: string): Result | undefined {
  const directory = directoryOf(layout, id);
  const text = existsSync(`${directory}/${ROOTFS}`) ? readMeta(directory) : undefined;
  const meta = text === undefined ? undefined : parseMeta(text);
  if (text === undefined || meta === undefined) return undefined;
  const add = prepare(
    'INSERT OR REPLACE INTO result (id, parent, meta, committed, used) VALUES (?, ?, ?, ?, ?)',
  );
  add.run(id, meta.parent ?? null, text, commitTime(directory), Date.now());
  return toResult(id, directory, meta);
}
