import { chownSync } from 'node:fs';
import type { IdRange } from '../../host/user-namespace.ts';

/**
 * The ids of a step behind the user namespace: root in it is the machine's user 2147483648, whom nothing belongs to. The upper
 * half of all ids is taken as a whole, so that a step has as many as can be: the last id of all stands for "none".
 */
export const STEP_IDS: IdRange = { first: 2 ** 31, count: 2 ** 31 - 1 };

/** Gives a file that a step is shown as it is, not with other ids, to one of its users. */
export function giveToStep(
  file: string,
  user: { readonly uid: number; readonly gid: number } = { uid: 0, gid: 0 },
): void {
  chownSync(file, STEP_IDS.first + user.uid, STEP_IDS.first + user.gid);
}

/** `linux` of the OCI runtime specification: a namespace of the step's own with these ids. */
export function idMappings() {
  const mappings = [{ containerID: 0, hostID: STEP_IDS.first, size: STEP_IDS.count }];
  return { uidMappings: mappings, gidMappings: mappings };
}
