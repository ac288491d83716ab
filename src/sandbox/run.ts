import { constants } from 'node:os';
import type { Reached, SandboxRequest, SandboxResult } from '../contract/sandbox.ts';
import { kernelTime } from '../host/kernel-log.ts';
import { startStreaming } from '../host/process/stream.ts';
import { namingFullPlace } from './full-place.ts';
import { killedCall } from './killed-call.ts';
import { newStepName } from './machine/names.ts';
import { NOT_FOUND } from './rootfs/program.ts';
import { type Ending, runContainer, SIGNAL_BASE } from './runc/container.ts';
import { reachedBounds } from './runc/kept.ts';
import { boundsOf, DEFAULT_LIMITS } from './runc/limits.ts';
import { type PreparedStep, prepareStep, type RunContext } from './step.ts';
import { stepNetwork } from './step-network.ts';

/** Runs one step as `run` in the contract, with any runtime that has runc's command line. */
export async function runStep(request: SandboxRequest, context: RunContext): Promise<SandboxResult> {
  if (request.signal?.aborted) return { kind: 'cancelled' };
  const { onOutput } = request;
  const seconds = request.limits?.seconds ?? DEFAULT_LIMITS.seconds;
  const timed = { signal: request.signal, limits: { ...request.limits, seconds } };
  const name = newStepName();
  const sinceUs = kernelTime();
  const { memory } = context.runtime;
  let step: PreparedStep | undefined;
  const network = await stepNetwork(request, name, context);
  try {
    step = prepareStep({ ...request, network: network.place }, name, context);
    await network.ready;
    const ending = await runContainer(
      { ...timed, signal: network.signal },
      {
        runtime: context.runtime,
        name,
        step,
        start: (file, args, env) => {
          context.quickenMoves();
          return startStreaming(file, args, { env, onOutput });
        },
      },
    );
    const bounds = boundsOf(request.limits, context.machine);
    const reached = ending.counts && reachedBounds(ending.counts, bounds);
    if (ending.stopped === 'cancelled') {
      if (network.fault() !== undefined && !request.signal?.aborted) throw network.fault();
      return { kind: 'cancelled' };
    }
    if (ending.stopped === 'timed-out')
      return { kind: 'timed-out', seconds, reached, written: step.reports.read().written };
    return resultOf(ending, { step, reached, sinceUs });
  } catch (error) {
    throw namingFullPlace(error, memory);
  } finally {
    try {
      await network.end();
      await step?.removePoints();
    } finally {
      // The files may hold secrets, so they go even if a full disk fails the lines above.
      step?.remove();
    }
  }
}

interface Circumstances {
  readonly step: PreparedStep;
  readonly reached: Reached | undefined;
  /** The start of the step, by `kernelTime`. */
  readonly sinceUs: number;
}

function resultOf({ code, counts }: Ending, { step, reached, sinceUs }: Circumstances): SandboxResult {
  const { outputFile, written } = step.reports.read();
  // Also with status 0, because a command may go on without the killed process and leave half of its work.
  if (counts !== undefined && counts.memoryKills > 0)
    return { kind: 'killed', signal: 'SIGKILL', outOfMemory: true, reached, written };
  const signal = signalName(code - SIGNAL_BASE);
  if (signal) {
    const refusedCall = signal === 'SIGSYS' ? killedCall(sinceUs) : undefined;
    return { kind: 'killed', signal, outOfMemory: false, refusedCall, reached, written };
  }
  if (code === NOT_FOUND && step.shellFault !== undefined) throw step.shellFault;
  return { kind: 'exited', code, outputFile, reached, written };
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
