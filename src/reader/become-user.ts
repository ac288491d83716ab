import { ObuilderError } from '../errors.ts';

/**
 * Gives up root for good: groups, group and user of whoever asks, before anything of that user is touched. As root gave up
 * its rights inside of this process, the kernel lets nobody else of that user look into or change the process.
 *
 * @throws ObuilderError `internal` where anything of root is left
 */
export function becomeUser({ uid, gid, groups }: Identity): void {
  const { setgroups, setgid, setuid, geteuid, getegid } = process;
  if (uid === 0 || !setgroups || !setgid || !setuid)
    throw new ObuilderError('internal', 'a reader is never root');
  setgroups([...groups]);
  setgid(gid);
  setuid(uid);
  if (geteuid?.() === uid && getegid?.() === gid && !canBeRoot(setuid)) return;
  throw new ObuilderError('internal', 'the reader could not give up root');
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

function canBeRoot(setuid: (uid: number) => void): boolean {
  try {
    setuid(0);
    return true;
  } catch {
    return false;
  }
}
