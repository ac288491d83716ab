import { fchmodSync, futimesSync } from 'node:fs';
import type { UserFile } from '../../contract/user-tree.ts';
import { timeForNode } from '../../files/file-time.ts';

export function setAspects(
  descriptor: number,
  { mode, modified }: Pick<UserFile, 'mode' | 'modified'>,
): void {
  fchmodSync(descriptor, mode);
  const time = timeForNode(BigInt(modified));
  futimesSync(descriptor, time, time);
}
