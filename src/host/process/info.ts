import { readdirSync, readFileSync } from 'node:fs';
import { must } from '../../errors.ts';

/** Returns the real user id of this process. */
export const ownUid = (): number => must(process.getuid?.(), 'the user id of this process');

/** Returns the fields of /proc/PID/stat after the name (proc_pid_stat(5)), first the state. */
function statFields(pid: number): readonly string[] | undefined {
  try {
    return fieldsOf(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return undefined;
  }
}

/** Splits after the last parenthesis, because the name may contain blanks and parentheses. */
const fieldsOf = (text: string) => text.slice(text.lastIndexOf(')') + 2).split(' ');

/** Returns the start time in a text of /proc/PID/stat; undefined for any other text. */
export function startIn(text: string): number | undefined {
  const start = Number(fieldsOf(text)[19]);
  return Number.isSafeInteger(start) ? start : undefined;
}

/** Returns the start time of a process in clock ticks since boot; undefined for a missing process and a zombie. */
export function processStart(pid: number): number | undefined {
  const fields = statFields(pid);
  return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[19]);
}

/** Whether this user may see the process: `hidepid` on /proc hides the processes of other users. */
export function isVisible(pid: number): boolean {
  return statFields(pid) !== undefined;
}

export function parentOf(pid: number): number | undefined {
  const fields = statFields(pid);
  return fields === undefined ? undefined : Number(fields[1]);
}

export function childrenOf(pid: number): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((child) => parentOf(child) === pid);
}

/** Sends SIGKILL. Ignores a process that has ended already. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
