import { constants } from 'node:os';
import { startStreaming } from '../host/stream-child.ts';
import { type Ending, runContainer, SIGNAL_BASE } from './container.ts';
import type { SandboxRequest, SandboxResult } from './contract.ts';
import { readOutputFile } from './output-file.ts';
import { newStepName } from './owner.ts';
import type { Runtime } from './places.ts';
import { missingShell } from './program.ts';
import type { Machine } from './runtime-config.ts';
import { type PreparedStep, prepareStep } from './step.ts';

/** Runs one step as the contract says, with any runtime that has runc's command line. */
export async function runStep(
  request: SandboxRequest,
  context: { readonly runtime: Runtime; readonly machine: Machine },
): Promise<SandboxResult> {
  if (request.signal?.aborted) return { kind: 'cancelled' };
  const { onOutput } = request;
  const name = newStepName();
  const step = prepareStep(request, name, context);
  try {
    const ending = await runContainer(request, {
      runtime: context.runtime,
      name,
      step,
      start: (file, args, env) => startStreaming(file, args, { env, onOutput }),
    });
    return ending.stopped ? { kind: ending.stopped } : resultOf(ending, step);
  } finally {
    step.remove();
  }
}

function resultOf({ code, outOfMemory }: Ending, step: PreparedStep): SandboxResult {
  if (code !== 0 && outOfMemory) return { kind: 'killed', signal: 'SIGKILL', outOfMemory: true };
  const signal = signalName(code - SIGNAL_BASE);
  if (signal) return { kind: 'killed', signal, outOfMemory: false };
  const missing = missingShell(code, step.launch);
  if (missing) throw missing;
  return { kind: 'exited', code, outputFile: readOutputFile(step.outputFile) };
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
