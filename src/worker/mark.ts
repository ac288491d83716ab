import { processStart } from '../host/process-info.ts';

/** Names one process for good: a pid may be given to another one later, a pid with its start time is not. */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly start: number;
}

/** Undefined where there is no such process. */
export function markOf(pid: number): ProcessMark | undefined {
  const start = processStart(pid);
  return start === undefined ? undefined : { pid, start };
}

export function isAlive(mark: ProcessMark): boolean {
  return processStart(mark.pid) === mark.start;
}
