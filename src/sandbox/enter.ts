import { constants } from 'node:os';
import type { EnterRequest } from '../contract/sandbox.ts';
import { startAttached } from '../host/process/attached.ts';
import { noteTerminal } from '../host/process/terminal.ts';
import { newStepName } from './machine/names.ts';
import { runContainer, SIGNAL_BASE } from './runc/container.ts';
import { prepareStep, type StepContext } from './step.ts';

const KILLED = SIGNAL_BASE + constants.signals.SIGKILL;

/** Runs a command for a person, as `enter` in the contract. Returns its exit status; 137 after a cancellation. */
export async function enterStep(request: EnterRequest, context: StepContext): Promise<number> {
  if (request.signal?.aborted) return KILLED;
  const name = newStepName();
  const output = request.terminal ? ('terminal' as const) : ('apart' as const);
  const step = prepareStep({ ...request, mounts: [], output }, name, context);
  const restoreTerminal = request.terminal ? noteTerminal() : undefined;
  try {
    const start = startAttachedWith;
    const { code, stopped } = await runContainer(request, { runtime: context.runtime, name, step, start });
    return stopped === undefined ? code : KILLED;
  } finally {
    restoreTerminal?.();
    step.remove();
  }
}

const startAttachedWith = (file: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  startAttached(file, args, { env, cwd: '/' });
