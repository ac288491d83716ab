import { isVisible, processStart, startIn } from '../../host/process/info.ts';

/** Names one process for good: a pid may be given to another one later, a pid with its start time is not. */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly start: number;
}

/** `hidden`: some process has that pid, and this user may not see which. */
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
