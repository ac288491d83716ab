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
  /** The program and its arguments, e.g. `['sudo', '-n', '/usr/bin/node', 'dist/cli/index.js', 'worker']`. */
  readonly command: readonly string[];
  /** Called for each event, in order. Where it gives a promise, the worker's next events wait for that. */
  readonly onEvent: (event: WorkerEvent) => unknown;
  /** The whole environment of the worker. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Who asks, for the hint where sudo refuses. */
  readonly user: string;
  readonly signal?: AbortSignal | undefined;
  /** How long a worker may take to clean up after a cancellation before it is killed. */
  readonly graceMilliseconds?: number | undefined;
}

/** How a build ended: values, since a step that fails is expected. A broken worker is an exception. */
export type WorkerExit =
  | { readonly kind: 'built'; readonly report: BuildReport }
  | { readonly kind: 'failed'; readonly error: ErrorReport }
  /** `alive` is the worker's pid where it has not ended in time and could not be killed (it is root's). */
  | { readonly kind: 'cancelled'; readonly alive?: number | undefined };

/** A runner waits 7.5 s after SIGINT; this leaves it time to hear of the end. */
const GRACE = 5000;

/**
 * Runs one build in a worker process. The request goes to its stdin, its events come from its stdout as lines of JSON.
 * Cancelling ends its stdin and waits: the worker stops its step within a second and leaves a clean store. One that does not
 * is killed; the store's repair makes up for that.
 *
 * @throws ObuilderError `not-root` when sudo refuses, `tool-missing` when the program is not there, `internal` when the
 *   worker writes something else than events or dies without telling how the build ended (with the end of its stderr)
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
      // A worker that is to end must not wait for whoever reads what we write.
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

/** Ends a child's stdin, then itself. Gives undefined for one that does not end, not even by force. */
async function endChild(
  child: Child,
  { graceMilliseconds = GRACE }: WorkerOptions,
): Promise<ProgramExit | undefined> {
  const giveUp = (milliseconds: number) => wait(milliseconds, undefined, { ref: false });
  child.endInput();
  const exit = await Promise.race([child.exit, giveUp(graceMilliseconds)]);
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
  'Results that were finished are kept; the next build repairs the rest. If the worker was killed, see whether memory ran out.';
/** The list of what sudo allows holds programs too for which sudo wants a password. */
const BEFORE_HELLO =
  'The worker did not come to life, although sudo allows it. If the words above ask for a password:';

interface Silence {
  readonly stderr: string;
  /** Whether the worker itself came to life. */
  readonly said: boolean;
  readonly options: WorkerOptions;
}

async function unexpectedEnd(exit: ProgramExit, { stderr, said, options }: Silence): Promise<ObuilderError> {
  const mayBeSudo = !said && isBySudo(options.command);
  if (mayBeSudo && !(await isAllowed(options))) return sudoRefuses(options, stderr);
  const how = exit.signal === undefined ? `with status ${exit.code}` : `by ${exit.signal}`;
  const words = stderr === '' ? 'It wrote nothing to stderr.' : `The end of its stderr:\n${stderr}`;
  return new ObuilderError(
    'internal',
    `the worker ended ${how} before it told how the build ended. ${words}`,
    {
      hint: mayBeSudo ? `${BEFORE_HELLO}\n${rootHint(options.user)}` : AFTER_HELLO,
    },
  );
}

function whyNotStarted(error: unknown, options: WorkerOptions): ObuilderError {
  const failure = asObuilderError(error);
  const lacksSudo = failure.code === 'tool-missing' && isBySudo(options.command);
  return lacksSudo ? noSudo(options, error) : failure;
}
