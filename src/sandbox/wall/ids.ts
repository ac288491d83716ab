import { chownSync } from 'node:fs';
import type { IdRange } from '../../host/user-namespace.ts';

/**
 * The ids of a step in its user namespace: root in the step is the machine's user 2147483648, the owner of nothing. A step gets
 * the whole upper half of the machine's ids, except for the last id, which stands for "none".
 */
export const STEP_IDS: IdRange = { first: 2 ** 31, count: 2 ** 31 - 1 };

/** Gives a file with unmapped ids to a user of a step. */
export function giveToStep(
  file: string,
  user: { readonly uid: number; readonly gid: number } = { uid: 0, gid: 0 },
): void {
  chownSync(file, STEP_IDS.first + user.uid, STEP_IDS.first + user.gid);
}

/** The part of `linux` of the OCI runtime specification for a user namespace with these ids. */
export function idMappings() {
  const mappings = [{ containerID: 0, hostID: STEP_IDS.first, size: STEP_IDS.count }];
  return { uidMappings: mappings, gidMappings: mappings };
}
