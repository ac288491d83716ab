import { constants } from 'node:os';
import type { EnterRequest } from '../contract/sandbox.ts';
import { startAttached } from '../host/process/attached.ts';
import { noteTerminal } from '../host/process/terminal.ts';
import { newStepName } from './machine/names.ts';
import { runContainer, SIGNAL_BASE } from './runc/container.ts';
import { type PreparedStep, prepareStep, type RunContext } from './step.ts';
import { stepNetwork } from './step-network.ts';

const KILLED = SIGNAL_BASE + constants.signals.SIGKILL;

/** Runs a command for a person, as `enter` in the contract. Returns its exit status; 137 after a cancellation. */
export async function enterStep(request: EnterRequest, context: RunContext): Promise<number> {
  if (request.signal?.aborted) return KILLED;
  const name = newStepName();
  const output = request.terminal ? ('terminal' as const) : ('apart' as const);
  const network = await stepNetwork(request, name, context);
  let step: PreparedStep | undefined;
  let restoreTerminal: (() => void) | undefined;
  try {
    step = prepareStep({ ...request, network: network.place, output }, name, context);
    await network.ready;
    restoreTerminal = request.terminal ? noteTerminal() : undefined;
    const container = { runtime: context.runtime, name, step, start: startAttachedWith };
    const { code, stopped } = await runContainer({ ...request, signal: network.signal }, container);
    return stopped === undefined ? code : KILLED;
  } finally {
    restoreTerminal?.();
    await network.end().finally(() => step?.remove());
  }
}

const startAttachedWith = (file: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  startAttached(file, args, { env, cwd: '/' });
