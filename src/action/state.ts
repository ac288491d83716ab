import { getState, saveState } from '@actions/core';
import type { ProcessMark } from './worker/mark.ts';

/** All keys of the state from main to post. */
const KEYS = { workerPid: 'worker-pid', workerStart: 'worker-start' } as const;

export function saveWorker({ pid, start }: ProcessMark): void {
  saveState(KEYS.workerPid, pid);
  saveState(KEYS.workerStart, start);
}

/** The worker started by main. Undefined if main ended earlier. */
export function savedWorker(): ProcessMark | undefined {
  const pid = Number(getState(KEYS.workerPid));
  const start = Number(getState(KEYS.workerStart));
  return Number.isSafeInteger(pid) && pid > 1 && Number.isSafeInteger(start) ? { pid, start } : undefined;
}
