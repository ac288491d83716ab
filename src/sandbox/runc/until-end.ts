import type { SandboxRequest } from '../../contract/sandbox.ts';
import type { StreamChild } from '../../host/process/stream.ts';
import { killStep } from './kill.ts';
import type { Runtime } from './runtime.ts';

/** The worker's reason for ending a step. */
export type Stopped = 'cancelled' | 'timed-out';

/** The maximum of `setTimeout`, about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Waits for the end of a step, and kills the step after a cancellation or after its time limit, whichever is first. */
export async function untilEnd(
  child: StreamChild,
  request: Pick<SandboxRequest, 'signal' | 'limits'>,
  step: { readonly runtime: Runtime; readonly name: string; readonly pidFile: string },
) {
  let stopped: Stopped | undefined;
  let ended = false;
  let killing: Promise<void> = Promise.resolve();
  const stop = (reason: Stopped) => {
    if (stopped !== undefined || ended) return;
    stopped = reason;
    killing = killStep(step.runtime, {
      name: step.name,
      runtimePid: child.pid,
      pidFile: step.pidFile,
      hasEnded: () => ended || child.hasExited(),
    });
    // Awaited below, after the end of the process. An earlier failure must not be an unhandled rejection.
    killing.catch(() => undefined);
  };
  const onAbort = () => stop('cancelled');
  request.signal?.addEventListener('abort', onAbort);
  if (request.signal?.aborted) onAbort();
  const seconds = request.limits?.seconds;
  const timer =
    seconds === undefined || seconds === Number.POSITIVE_INFINITY
      ? undefined
      : setTimeout(() => stop('timed-out'), Math.min(seconds * 1000, MAX_TIMER_MS));
  try {
    const { code, signal } = await child.ended;
    ended = true;
    await killing;
    return { code, signal, stopped };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', onAbort);
  }
}
