import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { SandboxRequest } from '../../contract/sandbox.ts';
import type { ObuilderError } from '../../errors.ts';
import type { StreamChild } from '../../host/process/stream.ts';
import type { PreparedStep } from '../step.ts';
import { type GroupCounts, keptContainer } from './kept.ts';
import { removeContainer } from './kill.ts';
import { containerDirectory, RUNTIME_ENVIRONMENT, type Runtime } from './runtime.ts';
import { startError } from './start-error.ts';
import { type Stopped, untilEnd } from './until-end.ts';

/** How the runtime's process ended, and whether we were the reason. */
export interface Ending {
  /** 128 and the signal's number for a command that a signal ended, as the runtime and the shells say it. */
  readonly code: number;
  readonly stopped: Stopped | undefined;
  /** Of its control groups; undefined where they could not be read. */
  readonly counts: GroupCounts | undefined;
}

export interface Container {
  readonly runtime: Runtime;
  readonly name: string;
  readonly step: PreparedStep;
  /** Starts the runtime with its arguments and its whole environment. */
  readonly start: (
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ) => Promise<StreamChild>;
}

export const SIGNAL_BASE = 128;

/**
 * Runs a prepared step to its end. No container is left.
 *
 * @throws ObuilderError `sandbox-failed` when the runtime could not start it, `tool-missing` without a runtime
 */
export async function runContainer(
  request: Pick<SandboxRequest, 'limits' | 'signal'>,
  { runtime, name, step, start }: Container,
): Promise<Ending> {
  const args = runtimeArguments(runtime, { name, step });
  const plain = { file: runtime.program, args, env: RUNTIME_ENVIRONMENT };
  const program = step.starter?.enter(plain) ?? plain;
  const child = await start(program.file, program.args, program.env);
  try {
    const place = { runtime, name, pidFile: step.pidFile };
    const { stopped, code, signal } = await untilEnd(child, request, place);
    // The runtime writes its pid file once the container runs, and says by itself where it cannot execute the first program.
    const words = child.errorOutput();
    const isSilent = code !== 0 && words !== '' && !child.hasOutput();
    if (stopped === undefined && (isSilent || !existsSync(step.pidFile)))
      throw failedStart(step, words || `the runtime ended with ${signal ?? `status ${code}`}`);
    const counts = code === 0 ? undefined : keptContainer(runtime, name)?.counts();
    return { code: code ?? SIGNAL_BASE + constants.signals.SIGKILL, stopped, counts };
  } finally {
    await removeKept(runtime, name);
  }
}

async function removeKept(runtime: Runtime, name: string): Promise<void> {
  if (!existsSync(containerDirectory(runtime, name))) return;
  if (keptContainer(runtime, name)?.remove() !== true) await removeContainer(runtime, name);
}

function runtimeArguments(
  runtime: Runtime,
  { name, step }: { readonly name: string; readonly step: PreparedStep },
): readonly string[] {
  return [
    ...['--root', runtime.containers, '--log', step.log, '--log-format', 'json'],
    // Keys cannot be asked for inside, so a keyring for each step would only cost time.
    ...['run', '--no-new-keyring', '--bundle', step.bundle, '--pid-file', step.pidFile],
    // A kept container still has its control groups, which tell what the step ran into.
    ...['--keep', name],
  ];
}

function failedStart(step: PreparedStep, otherwise: string): ObuilderError {
  const log = existsSync(step.log) ? readFileSync(step.log, 'utf8') : '';
  return startError(log, step.starter?.fault() ?? otherwise);
}
