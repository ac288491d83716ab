import { fchmodSync, futimesSync } from 'node:fs';
import type { UserFile } from '../../contract/user-tree.ts';

export function setAspects(
  descriptor: number,
  { mode, modified }: Pick<UserFile, 'mode' | 'modified'>,
): void {
  fchmodSync(descriptor, mode);
  const time = timeOf(modified);
  futimesSync(descriptor, time, time);
}

/** Node reads a negative number as the present time, but parses a text. */
export function timeOf(nanoseconds: string): number | string {
  const seconds = Number(nanoseconds) / 1e9;
  return seconds < 0 ? String(seconds) : seconds;
}
