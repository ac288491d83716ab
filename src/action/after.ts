import { setTimeout as wait } from 'node:timers/promises';
import { debug, warning } from '@actions/core';
import { asObuilderError } from '../errors.ts';
import { runAsRoot } from '../host/process/as-root.ts';
import { savedWorker } from './state.ts';
import { isAbout, type ProcessMark, stateOf } from './worker/mark.ts';

/** How long a worker whose parent is gone may take to clean up. Its own watchdog ends a worker that hangs some seconds later. */
const PATIENCE_MILLISECONDS = 3000;
const GLANCE_MILLISECONDS = 100;

/**
 * Makes sure that no worker is left: waits for one that is cleaning up, kills one that does not end, and tells where that is
 * not allowed. Never fails the job, and may run any number of times.
 */
export async function afterAction(): Promise<void> {
  try {
    const worker = savedWorker();
    if (worker === undefined || (await hasEnded(worker, PATIENCE_MILLISECONDS))) return;
    if (await isSure(worker)) await runAsRoot(['kill', '-KILL', String(worker.pid)]);
    if (await hasEnded(worker, PATIENCE_MILLISECONDS)) {
      warning('The worker of a build had to be killed. The next build cleans up what it left.');
    } else {
      warning(`The worker of a build is still running. To end it, run: sudo kill -KILL ${worker.pid}`);
    }
  } catch (error) {
    debug(`post: ${asObuilderError(error).message}`);
  }
}

async function hasEnded(worker: ProcessMark, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += GLANCE_MILLISECONDS) {
    if (stateOf(worker) === 'ended') return true;
    await wait(GLANCE_MILLISECONDS);
  }
  return stateOf(worker) === 'ended';
}

/** Whether the pid is still the worker's: where this user may not see the process, root looks. */
async function isSure(worker: ProcessMark): Promise<boolean> {
  if (stateOf(worker) !== 'hidden') return true;
  const stat = await runAsRoot(['cat', `/proc/${worker.pid}/stat`]);
  return isAbout(stat, worker);
}
