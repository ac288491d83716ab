import { setTimeout as wait } from 'node:timers/promises';
import { debug, warning } from '@actions/core';
import { asObuilderError } from '../errors.ts';
import { runAsRoot } from '../host/process/as-root.ts';
import { savedWorker } from './state.ts';
import { isAbout, type ProcessMark, stateOf } from './worker/mark.ts';

/** Time for an orphaned worker to clean up. A few seconds later the worker's own watchdog ends a hanging worker. */
const PATIENCE_MS = 3000;
const POLL_MS = 100;

/**
 * Makes sure that the worker ends: waits for its cleanup, then kills the worker, or warns if killing is not allowed. Never fails
 * the job. Safe to run repeatedly.
 */
export async function afterAction(): Promise<void> {
  try {
    const worker = savedWorker();
    if (worker === undefined || (await hasEnded(worker, PATIENCE_MS))) return;
    if (await isSure(worker)) await runAsRoot(['kill', '-KILL', String(worker.pid)]);
    if (await hasEnded(worker, PATIENCE_MS)) {
      warning('The worker of a build had to be killed. The next build cleans up its leftovers.');
    } else {
      warning(`The worker of a build is still running. To end it, run: sudo kill -KILL ${worker.pid}`);
    }
  } catch (error) {
    debug(`post: ${asObuilderError(error).message}`);
  }
}

async function hasEnded(worker: ProcessMark, limitMs: number): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += POLL_MS) {
    if (stateOf(worker) === 'ended') return true;
    await wait(POLL_MS);
  }
  return stateOf(worker) === 'ended';
}

/** Whether the pid still belongs to the worker. If this user may not see the process, asks as root. */
async function isSure(worker: ProcessMark): Promise<boolean> {
  if (stateOf(worker) !== 'hidden') return true;
  const stat = await runAsRoot(['cat', `/proc/${worker.pid}/stat`]);
  return isAbout(stat, worker);
}
