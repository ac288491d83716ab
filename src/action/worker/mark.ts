import { isVisible, processStart, startIn } from '../../host/process/info.ts';

/** Identifies a process for good: the kernel reuses pids, but never a pid with the same start time. */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly start: number;
}

/** `hidden`: the pid is in use, and this user may not see the process. */
export type MarkState = 'alive' | 'ended' | 'hidden';

export function stateOf({ pid, start }: ProcessMark): MarkState {
  if (isVisible(pid)) return processStart(pid) === start ? 'alive' : 'ended';
  try {
    process.kill(pid, 0);
    return 'hidden';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'ended' : 'hidden';
  }
}

/** Whether a text of /proc/PID/stat is about this very process. */
export function isAbout(text: string, { start }: ProcessMark): boolean {
  return startIn(text) === start;
}
