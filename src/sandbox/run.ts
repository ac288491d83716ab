import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { type StreamChild, startStreaming } from '../host/stream-child.ts';
import type { SandboxRequest, SandboxResult } from './contract.ts';
import { removeContainer } from './kill.ts';
import { ranOutOfMemory } from './out-of-memory.ts';
import { readOutputFile } from './output-file.ts';
import { newStepName } from './owner.ts';
import { containerDirectory, RUNTIME_ENVIRONMENT, type Runtime } from './places.ts';
import { missingShell } from './program.ts';
import type { Machine } from './runtime-config.ts';
import { startError } from './start-error.ts';
import { type PreparedStep, prepareStep } from './step.ts';
import { type Stopped, untilEnd } from './until-end.ts';

/** How the runtime's process ended, and whether we were the reason. */
interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stopped: Stopped | undefined;
  readonly outOfMemory: boolean;
}

/** Runs one step as the contract says, with any runtime that has runc's command line. */
export async function runStep(
  request: SandboxRequest,
  context: { readonly runtime: Runtime; readonly machine: Machine },
): Promise<SandboxResult> {
  if (request.signal?.aborted) return { kind: 'cancelled' };
  const name = newStepName();
  const step = prepareStep(request, name, context);
  try {
    const ending = await runContainer(request, { ...context, name, step });
    if (ending.stopped) return { kind: ending.stopped };
    // The runtime writes it once the container runs.
    if (!existsSync(step.pidFile)) throw failedStart(step, ending);
    return resultOf(ending, step);
  } finally {
    step.remove();
  }
}

async function runContainer(
  request: SandboxRequest,
  context: {
    readonly runtime: Runtime;
    readonly name: string;
    readonly step: PreparedStep;
  },
): Promise<Ending> {
  const { runtime, name, step } = context;
  // A kept container still has its control group, which tells whether memory ran out.
  const keep = request.limits?.memoryBytes !== undefined;
  const child = await startRuntime(
    runtime,
    runtimeArguments(runtime, { name, step, keep }),
    request.onOutput,
  );
  try {
    const { stopped, code, signal } = await untilEnd(child, request, {
      runtime,
      name,
      pidFile: step.pidFile,
    });
    return { code, signal, stopped, outOfMemory: keep && ranOutOfMemory(runtime, name) };
  } finally {
    if (existsSync(containerDirectory(runtime, name))) await removeContainer(runtime, name);
  }
}

function runtimeArguments(
  runtime: Runtime,
  options: { readonly name: string; readonly step: PreparedStep; readonly keep: boolean },
): readonly string[] {
  const { name, step, keep } = options;
  return [
    ...['--root', runtime.containers, '--log', step.log, '--log-format', 'json'],
    // Keys cannot be asked for inside, so a keyring for each step would only cost time.
    ...['run', '--no-new-keyring', '--bundle', step.bundle, '--pid-file', step.pidFile],
    ...(keep ? ['--keep', name] : [name]),
  ];
}

async function startRuntime(
  runtime: Runtime,
  args: readonly string[],
  onOutput: SandboxRequest['onOutput'],
): Promise<StreamChild> {
  try {
    return await startStreaming(runtime.program, args, {
      env: RUNTIME_ENVIRONMENT,
      onOutput,
    });
  } catch (error) {
    if (!isObuilderError(error, 'tool-missing')) throw error;
    throw new ObuilderError('tool-missing', error.message, {
      value: error.value,
      hint: 'Install it, e.g. with: apt-get install runc.',
      cause: error,
    });
  }
}

function failedStart(step: PreparedStep, ending: Ending): ObuilderError {
  const log = existsSync(step.log) ? readFileSync(step.log, 'utf8') : '';
  return startError(log, `the runtime ended with ${ending.signal ?? `status ${ending.code}`}`);
}

/** The runtime and the shells say 128 and the signal's number for a program that a signal ended. */
const SIGNAL_BASE = 128;

function resultOf(ending: Ending, step: PreparedStep): SandboxResult {
  const code = ending.code ?? SIGNAL_BASE + constants.signals.SIGKILL;
  if (code !== 0 && ending.outOfMemory) return { kind: 'killed', signal: 'SIGKILL', outOfMemory: true };
  const signal = signalName(code - SIGNAL_BASE);
  if (signal) return { kind: 'killed', signal, outOfMemory: false };
  const missing = missingShell(code, step.launch);
  if (missing) throw missing;
  return { kind: 'exited', code, outputFile: readOutputFile(step.outputFile) };
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
