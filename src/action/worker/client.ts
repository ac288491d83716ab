import { setTimeout as wait } from 'node:timers/promises';
import type { BuildReport, ErrorReport } from '../../contract/events.ts';
import type { BuildRequest, WorkerEvent } from '../../contract/request.ts';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import { type Child, startChild } from '../../host/process/lines.ts';
import type { ProgramExit } from '../../host/process/start.ts';
import { isAllowed, isBySudo, noSudo, rootHint, sudoRefuses } from '../../host/process/sudo.ts';
import { parseWorkerEvent } from './messages.ts';

export interface WorkerOptions {
  readonly request: BuildRequest;
  /** The program and arguments, for example `['sudo', '-n', '/usr/bin/node', 'dist/cli/index.js', 'worker']`. */
  readonly command: readonly string[];
  /** Called for each event, in order. The next events wait for a returned promise. */
  readonly onEvent: (event: WorkerEvent) => unknown;
  /** The whole environment of the worker. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The user's name, for the hint if sudo refuses. */
  readonly user: string;
  readonly signal?: AbortSignal | undefined;
  /** Time for cleanup between cancellation and a forced end. */
  readonly graceMs?: number | undefined;
}

/** The end of a build. A failed step is a value because failures are expected; a broken worker is an exception. */
export type WorkerExit =
  | { readonly kind: 'built'; readonly report: BuildReport }
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  /** `alive`: the pid of a worker that neither ended in time nor could be killed, because root owns the process. */
  | { readonly kind: 'cancelled'; readonly alive?: number | undefined };

/** A runner waits 7.5 s after SIGINT. */
const GRACE_MS = 5000;

/**
 * Runs one build in a worker process: writes the request to stdin and reads events from stdout, as lines of JSON. To cancel, ends
 * stdin and waits: the worker stops the step within a second and leaves a clean store. If not, kills the worker; the next build
 * repairs the store.
 *
 * @throws ObuilderError `not-root` if sudo refuses, `tool-missing` for a missing program, `internal` if the worker writes anything
 *   but events or ends without a final event (with the end of stderr)
 */
export async function startWorker(options: WorkerOptions): Promise<WorkerExit> {
  if (options.signal?.aborted) return { kind: 'cancelled' };
  const [file = '', ...args] = options.command;
  const stopping = Promise.withResolvers<void>();
  const heard = listener(options.onEvent);
  const child = startChild(file, args, {
    env: options.env,
    onLine: (line) => {
      const wait = heard.line(line);
      if (heard.last !== undefined) child.endInput();
      if (heard.broken !== undefined) stopping.resolve();
      // A worker about to end must not wait for a slow reader of our output.
      return wait instanceof Promise ? Promise.race([wait, stopping.promise]) : undefined;
    },
  });
  child.write(`${JSON.stringify(options.request)}\n`);
  const stop = () => stopping.resolve();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const exit = await Promise.race([child.exit, stopping.promise.then(() => endChild(child, options))]);
    return await conclude(exit, { heard, child, options });
  } catch (error) {
    throw whyNotStarted(error, options);
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

interface Listener {
  line(line: string): unknown;
  readonly last: Extract<WorkerEvent, { readonly type: 'done' | 'failed' }> | undefined;
  readonly pid: number | undefined;
  readonly broken: ObuilderError | undefined;
}

function listener(onEvent: WorkerOptions['onEvent']): Listener {
  const heard: { -readonly [K in keyof Listener]: Listener[K] } = {
    last: undefined,
    pid: undefined,
    broken: undefined,
    line: (line) => {
      if (heard.broken !== undefined || line.trim() === '') return undefined;
      try {
        const event = parseWorkerEvent(line);
        if (event.type === 'hello') heard.pid = event.pid;
        if (event.type === 'done' || event.type === 'failed') heard.last = event;
        return onEvent(event);
      } catch (error) {
        heard.broken = asObuilderError(error);
        return undefined;
      }
    },
  };
  return heard;
}

/** Ends a child's stdin, then the child by force. Returns undefined if the child survives. */
async function endChild(
  child: Child,
  { graceMs = GRACE_MS }: WorkerOptions,
): Promise<ProgramExit | undefined> {
  const giveUp = (limitMs: number) => wait(limitMs, undefined, { ref: false });
  child.endInput();
  const exit = await Promise.race([child.exit, giveUp(graceMs)]);
  if (exit !== undefined) return exit;
  return child.kill('SIGKILL') ? Promise.race([child.exit, giveUp(1000)]) : undefined;
}

interface Ended {
  readonly heard: Listener;
  readonly child: Child;
  readonly options: WorkerOptions;
}

async function conclude(
  exit: ProgramExit | undefined,
  { heard, child, options }: Ended,
): Promise<WorkerExit> {
  if (exit === undefined) child.abandon();
  if (heard.broken !== undefined) throw heard.broken;
  if (exit === undefined) return { kind: 'cancelled', alive: heard.pid ?? child.pid };
  if (heard.last?.type === 'done') return { kind: 'built', report: heard.last.report };
  if (options.signal?.aborted || heard.last?.error.code === 'cancelled') return { kind: 'cancelled' };
  if (heard.last !== undefined) return { kind: 'failed', error: heard.last.error };
  throw await unexpectedEnd(exit, {
    stderr: child.errorOutput().trim(),
    said: heard.pid !== undefined,
    options,
  });
}

const AFTER_HELLO =
  'Finished results are kept; the next build repairs the rest. If the worker was killed, check whether memory ran out.';
/** Sudo's list of allowed programs includes programs for which sudo asks for a password. */
const BEFORE_HELLO =
  'The worker did not start, although sudo allows the command. If the text above asks for a password:';

interface Silence {
  readonly stderr: string;
  /** Whether the worker sent `hello`. */
  readonly said: boolean;
  readonly options: WorkerOptions;
}

async function unexpectedEnd(exit: ProgramExit, { stderr, said, options }: Silence): Promise<ObuilderError> {
  const mayBeSudo = !said && isBySudo(options.command);
  if (mayBeSudo && !(await isAllowed(options))) return sudoRefuses(options, stderr);
  const how = exit.signal === undefined ? `with status ${exit.code}` : `by ${exit.signal}`;
  const words = stderr === '' ? 'Its stderr is empty.' : `The end of its stderr:\n${stderr}`;
  return new ObuilderError('internal', `the worker ended ${how} in the middle of the build. ${words}`, {
    hint: mayBeSudo ? `${BEFORE_HELLO}\n${rootHint(options.user)}` : AFTER_HELLO,
  });
}

function whyNotStarted(error: unknown, options: WorkerOptions): ObuilderError {
  const failure = asObuilderError(error);
  const lacksSudo = failure.code === 'tool-missing' && isBySudo(options.command);
  return lacksSudo ? noSudo(options, error) : failure;
}
