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

/** The end of the runtime's process, and whether this worker caused the end. */
export interface Ending {
  /** The exit status. For a command ended by a signal: 128 + the signal's number, as in the runtime and the shells. */
  readonly code: number;
  readonly stopped: Stopped | undefined;
  /** The counts of the step's control groups; undefined if unreadable. */
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
 * Runs a prepared step to its end, and removes the container.
 *
 * @throws ObuilderError `sandbox-failed` if the runtime could not start the step, `tool-missing` without a runtime
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
    // The runtime writes its pid file after starting the container, and reports a failed execution of the first program itself.
    const words = child.errorOutput();
    const isSilent = code !== 0 && words !== '' && !child.hasOutput();
    if (stopped === undefined && (isSilent || !existsSync(step.pidFile)))
      throw failedStart(step, words || `the runtime ended with ${signal ?? `status ${code}`}`);
    const counts = keptContainer(runtime, name)?.counts();
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
    // The filter denies all calls for keys, so a keyring for each step would only cost time.
    ...['run', '--no-new-keyring', '--bundle', step.bundle, '--pid-file', step.pidFile],
    // A kept container still has its control groups with the counts of reached limits.
    ...['--keep', name],
  ];
}

function failedStart(step: PreparedStep, otherwise: string): ObuilderError {
  const log = existsSync(step.log) ? readFileSync(step.log, 'utf8') : '';
  return startError(log, step.starter?.fault() ?? otherwise);
}
