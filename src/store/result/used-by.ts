import { foundNoSpace } from '../../volume/fault.ts';
import type { Database } from '../catalog/database.ts';

export const slotThing = (name: string) => `slot:${name}`;
export const failedThing = (id: string) => `failed:${id}`;

/** Records a user's use of things. Costs one query if already recorded. */
export function noteUse(database: Database, uid: number, things: Iterable<string>): void {
  const list = JSON.stringify([...things]);
  if (list === '[]') return;
  try {
    const missing = database.run((prepare) =>
      prepare(
        'SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM used_by WHERE thing = value AND uid = ?) LIMIT 1',
      ).get(list, uid),
    );
    if (missing === undefined) return;
    database.run((prepare) =>
      prepare('INSERT OR IGNORE INTO used_by SELECT value, ? FROM json_each(?)').run(uid, list),
    );
  } catch (error) {
    // A full store is still readable.
    if (!foundNoSpace(error)) throw error;
  }
}

/** Returns the things used by this user only. */
export function thingsOfOnly(database: Database, uid: number): ReadonlySet<string> {
  const rows = database.run((prepare) =>
    prepare('SELECT thing FROM used_by GROUP BY thing HAVING min(uid) = ?1 AND max(uid) = ?1').all(uid),
  );
  return new Set(rows.map(({ thing }) => String(thing)));
}
