import { getState, saveState } from '@actions/core';
import type { ProcessMark } from './worker/mark.ts';

/** What main leaves for post. All keys are here. */
const KEYS = { workerPid: 'worker-pid', workerStart: 'worker-start' } as const;

export function saveWorker({ pid, start }: ProcessMark): void {
  saveState(KEYS.workerPid, pid);
  saveState(KEYS.workerStart, start);
}

/** The worker that main started, or undefined where it did not come so far. */
export function savedWorker(): ProcessMark | undefined {
  const pid = Number(getState(KEYS.workerPid));
  const start = Number(getState(KEYS.workerStart));
  return Number.isSafeInteger(pid) && pid > 1 && Number.isSafeInteger(start) ? { pid, start } : undefined;
}
