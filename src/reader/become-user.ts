import { ObuilderError } from '../errors.ts';

/**
 * Switches from root to the asking user for good, before the process touches anything of the user. A process that gave up
 * root is not dumpable: the kernel keeps the user's other processes from reading or changing this process.
 *
 * @throws ObuilderError `internal` if any right of root is left
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
