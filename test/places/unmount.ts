import { spawnSync } from 'node:child_process';
import { happens } from './zfs-daemon.ts';

/** Unmounts `points`. A container that starts elsewhere on the machine keeps a copy of each mount busy for a moment. */
export function unmount(...points: readonly string[]): void {
  let reason = '';
  const isDone = () => {
    const { status, stderr } = spawnSync('umount', points, { encoding: 'utf8' });
    reason = stderr;
    return status === 0;
  };
  if (!happens(isDone, 10)) throw new Error(reason);
}
