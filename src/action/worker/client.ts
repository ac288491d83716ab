import { setTimeout as wait } from 'node:timers/promises';
import type { BuildReport, ErrorReport } from '../../contract/events.ts';
import type { BuildRequest, WorkerEvent } from '../../contract/request.ts';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import { type Child, startChild } from '../../host/process/lines.ts';
import type { ProgramExit } from '../../host/process/start.ts';
import { isAllowed, isBySudo, noSudo, rootHint, sudoRefuses } from '../../host/process/sudo.ts';
import { parseWorkerEvent } from './messages.ts';

export interface LaunchOptions {
  /** The program and arguments, for example `['sudo', '-n', '/usr/bin/node', 'dist/cli/index.js', 'worker']`. */
  readonly command: readonly string[];
  /** The whole environment of the worker. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The user's name, for the hint if sudo refuses. */
  readonly user: string;
  /** Time for cleanup between cancellation and a forced end. */
  readonly graceMs?: number | undefined;
}

export interface Work {
  readonly request: BuildRequest;
  /** Called for each event, in order. The next events wait for a returned promise. */
  readonly onEvent: (event: WorkerEvent) => unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A process that loads its code and waits for a single request. */
export interface Worker {
  /**
   * Sends the request to stdin and reads events from stdout, as lines of JSON. To cancel, ends stdin and waits: the worker stops the step
   * within a second and leaves a clean store. If not, kills the worker; the next build repairs the store.
   *
   * @throws ObuilderError `not-root` if sudo refuses, `tool-missing` for a missing program, `internal` if the worker writes anything
   *   but events or ends without a final event (with the end of stderr)
   */
  serve(work: Work): Promise<WorkerExit>;
  /** Ends a worker without a request. Settles when the process has ended, or after the time for cleanup. */
  dismiss(): Promise<void>;
}

/** The end of a build. A failed step is a value because failures are expected; a broken worker is an exception. */
export type WorkerExit =
  | { readonly kind: 'built'; readonly report: BuildReport }
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  /** `alive`: the pid of a worker that neither ended in time nor could be killed, because root owns the process. */
  | { readonly kind: 'cancelled'; readonly alive?: number | undefined };

/** A runner waits 7.5 s after SIGINT. */
const GRACE_MS = 5000;

/** Starts a worker. A failed start surfaces in `serve`, unless the system refuses at once. @throws ObuilderError `tool-failed` */
export function launchWorker(options: LaunchOptions): Worker {
  const [file = '', ...args] = options.command;
  const early: string[] = [];
  let hear = (line: string): unknown => early.push(line);
  const child = startChild(file, args, { env: options.env, onLine: (line) => hear(line) });
  const dismiss = async () => {
    if ((await endChild(child, options)) === undefined) child.abandon();
  };
  return {
    dismiss: () => dismiss().catch(() => undefined),
    serve: async (work) => {
      if (work.signal?.aborted) return dismiss().then(() => ({ kind: 'cancelled' }));
      const stopping = Promise.withResolvers<void>();
      const heard = listener(work.onEvent);
      hear = (line) => {
        const wait = heard.line(line);
        if (heard.last !== undefined) child.endInput();
        if (heard.broken !== undefined) stopping.resolve();
        // A worker about to end must not wait for a slow reader of our output.
        return wait instanceof Promise ? Promise.race([wait, stopping.promise]) : undefined;
      };
      for (const line of early) void hear(line);
      child.write(`${JSON.stringify(work.request)}\n`);
      return await untilEnd({ heard, child, options, signal: work.signal }, stopping);
    },
  };
}

async function untilEnd(ended: Ended, stopping: PromiseWithResolvers<void>): Promise<WorkerExit> {
  const { child, options, signal } = ended;
  const stop = () => stopping.resolve();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const exit = await Promise.race([child.exit, stopping.promise.then(() => endChild(child, options))]);
    return await conclude(exit, ended);
  } catch (error) {
    throw whyNotStarted(error, options);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

interface Listener {
  line(line: string): unknown;
  readonly last: Extract<WorkerEvent, { readonly type: 'done' | 'failed' }> | undefined;
  readonly pid: number | undefined;
  readonly broken: ObuilderError | undefined;
}

function listener(onEvent: Work['onEvent']): Listener {
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
  { graceMs = GRACE_MS }: LaunchOptions,
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
  readonly options: LaunchOptions;
  readonly signal: AbortSignal | undefined;
}

async function conclude(
  exit: ProgramExit | undefined,
  { heard, child, options, signal }: Ended,
): Promise<WorkerExit> {
  if (exit === undefined) child.abandon();
  if (heard.broken !== undefined) throw heard.broken;
  if (exit === undefined) return { kind: 'cancelled', alive: heard.pid ?? child.pid };
  if (heard.last?.type === 'done') return { kind: 'built', report: heard.last.report };
  if (signal?.aborted || heard.last?.error.code === 'cancelled') return { kind: 'cancelled' };
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
  readonly options: LaunchOptions;
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

function whyNotStarted(error: unknown, options: LaunchOptions): ObuilderError {
  const failure = asObuilderError(error);
  const lacksSudo = failure.code === 'tool-missing' && isBySudo(options.command);
  return lacksSudo ? noSudo(options, error) : failure;
}
