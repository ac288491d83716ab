import { readdirSync, readFileSync } from 'node:fs';

/** The fields of /proc/PID/stat after the name, as in proc_pid_stat(5): the state is the first. */
function statFields(pid: number): readonly string[] | undefined {
  try {
    return fieldsOf(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return undefined;
  }
}

/** The name may hold blanks and parentheses itself. */
const fieldsOf = (text: string) => text.slice(text.lastIndexOf(')') + 2).split(' ');

/** When the process started that a text of /proc/PID/stat is about; undefined for any other text. */
export function startIn(text: string): number | undefined {
  const start = Number(fieldsOf(text)[19]);
  return Number.isSafeInteger(start) ? start : undefined;
}

/** When a process started, in clock ticks since boot; undefined for none, and for one that has ended but was not waited for. */
export function processStart(pid: number): number | undefined {
  const fields = statFields(pid);
  return fields === undefined || fields[0] === 'Z' ? undefined : Number(fields[19]);
}

/** True where this user may see the process: with `hidepid` on /proc, a user does not see the processes of others. */
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

/** Sends SIGKILL. A process that is gone already is what was wanted. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
