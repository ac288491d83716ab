import { constants, openSync } from 'node:fs';
import { asObuilderError, ObuilderError } from '../errors.ts';
import { type Caller, groupsOf } from '../host/caller.ts';
import { type Started, startProgram } from '../host/process/start.ts';
import { decoder, encode, type Message } from '../host/process/wire.ts';
import { type Operation, type Operations, READER_CODES } from './protocol.ts';

/** A process that reads files with a user's rights. Its answers are as trustworthy as the user. */
export interface Reader {
  readonly caller: Caller;
  /** A directory of the reader's descriptors by number. The user controls their content. */
  readonly descriptors: string;
  /**
   * Calls an operation of the reader.
   * @throws the reader's ObuilderError or system error; ObuilderError `cancelled`, or `input-invalid` if the reader is gone
   */
  call<Name extends Operation>(
    operation: Name,
    ask: Operations[Name]['ask'],
    signal?: AbortSignal,
  ): Promise<Answer<Name>>;
  /** Calls an operation, and sends bytes beside the question: at most 8 MiB. Throws like `call`. */
  send<Name extends Operation>(
    operation: Name,
    ask: Operations[Name]['ask'],
    more: { readonly bytes: Uint8Array; readonly signal?: AbortSignal | undefined },
  ): Promise<Answer<Name>>;
  /** Kills the process and all its children. */
  end(): void;
}

interface Answer<Name extends Operation> {
  /** Unchecked: fields may be missing or have any type. */
  readonly answer: Partial<{ readonly [Field in keyof Operations[Name]['answer']]: unknown }>;
  readonly bytes: Buffer;
}

interface Waiting {
  readonly resolve: (message: Answer<Operation>) => void;
  readonly reject: (error: unknown) => void;
}

/** The reader's environment, without variables that change the behaviour of Node. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' };
const MAX_STDERR = 4096;

/**
 * Starts a reader for a caller other than root.
 *
 * @param program the path of the command line program, which has the verb `reader`
 */
export function startReader(caller: Caller, program: string): Reader {
  const identity = `${caller.uid}:${caller.gid}:${groupsOf(caller).join(',')}`;
  // Without this flag, the user's SIGUSR1 would start Node's inspector, which executes code.
  const args = ['--disable-sigusr1', program, 'reader', identity];
  const { child, ended } = startProgram(process.execPath, args, {
    env: ENVIRONMENT,
    // A separate process group, to kill it as a whole and to keep the terminal's signals for the worker.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // An open directory still means this process after the kernel has reused the process id.
  const directory = child.pid === undefined ? -1 : openSync(`/proc/${child.pid}`, constants.O_DIRECTORY);
  const calls = makeCalls(caller, {
    send: (head, bytes) => {
      for (const piece of encode(head, bytes && [bytes])) child.stdin.write(piece);
    },
    setBusy: (isBusy) => setRef(child.stdout, isBusy),
  });
  const end = () => killGroup(child);
  const decode = decoder(calls.receive);
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-MAX_STDERR);
  });
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      decode(chunk);
    } catch (cause) {
      calls.fail(readerGone(caller, 'sent a malformed answer', cause));
      end();
    }
  });
  ended.then(
    ({ code, signal }) => calls.fail(readerGone(caller, `ended (${signal ?? code}) ${errors}`.trim())),
    (cause: Error) => calls.fail(readerGone(caller, `could not start: ${cause.message}`, cause)),
  );
  letEnd(child);
  return { caller, descriptors: `/proc/self/fd/${directory}/fd`, call: calls.call, send: calls.send, end };
}

type Child = Started<'pipe', 'pipe', 'pipe'>['child'];

/** Lets the worker exit while the reader runs, unless an answer is pending. */
function letEnd(child: Child): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) setRef(stream, false);
}

/** Node makes these pipes sockets, but their types lack `ref` and `unref`. */
function setRef(stream: object | null, isNeeded: boolean): void {
  const socket = stream as { ref?(): void; unref?(): void } | null;
  if (isNeeded) socket?.ref?.();
  else socket?.unref?.();
}

function killGroup({ pid, exitCode, signalCode }: Child): void {
  // The process id of an ended reader may belong to another process.
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has just ended.
  }
}

function readerGone({ name }: Caller, what: string, cause?: unknown): ObuilderError {
  return new ObuilderError('input-invalid', `the process that reads the files of ${name} ${what}`, {
    value: name,
    hint: 'Build again, and find out why processes of this user end.',
    cause,
  });
}

interface Calls extends Pick<Reader, 'call' | 'send'> {
  readonly receive: (message: Message) => void;
  /** Rejects all pending and future calls. */
  readonly fail: (error: unknown) => void;
}

type Ask = <Name extends Operation>(
  operation: Name,
  question: Operations[Name]['ask'],
  more: { readonly bytes?: Uint8Array; readonly signal?: AbortSignal | undefined },
) => Promise<Answer<Name>>;

interface Line {
  readonly send: (head: object, bytes?: Uint8Array) => void;
  readonly setBusy: (isBusy: boolean) => void;
}

function makeCalls({ name }: Caller, { send, setBusy }: Line): Calls {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: unknown;
  const forget = (id: number) => {
    waiting.delete(id);
    if (waiting.size === 0) setBusy(false);
  };
  const ask: Ask = (operation, question, { bytes, signal }) =>
    new Promise((resolve, reject) => {
      if (gone !== undefined) return reject(gone);
      if (signal?.aborted) return reject(cancelled(signal));
      last += 1;
      const id = last;
      const abort = () => {
        forget(id);
        send({ cancel: id });
        if (signal) reject(cancelled(signal));
      };
      const settled = () => signal?.removeEventListener('abort', abort);
      if (waiting.size === 0) setBusy(true);
      waiting.set(id, {
        resolve: (message) => {
          settled();
          resolve(message as Answer<typeof operation>);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      signal?.addEventListener('abort', abort, { once: true });
      send({ id, operation, ask: question }, bytes);
    });
  return {
    receive({ head, bytes }) {
      const id = typeof head['id'] === 'number' ? head['id'] : 0;
      const call = waiting.get(id);
      if (call === undefined) return;
      forget(id);
      const { answer } = head;
      if (typeof answer === 'object' && answer !== null) call.resolve({ answer, bytes });
      else call.reject(receivedError(head['error'], name));
    },
    fail(error) {
      gone ??= error;
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
      setBusy(false);
    },
    call: (operation, question, signal) => ask(operation, question, { signal }),
    send: ask,
  };
}

function cancelled({ reason }: AbortSignal): ObuilderError {
  return new ObuilderError('cancelled', 'the reading of files was cancelled', { cause: reason });
}

/** Returns the error of a reader's answer. Codes that a user must not claim become a plain error. */
function receivedError(sent: unknown, name: string): unknown {
  const fields: Readonly<Record<string, unknown>> =
    typeof sent === 'object' && sent !== null ? { ...sent } : {};
  const text = (field: string) => (typeof fields[field] === 'string' ? fields[field] : undefined);
  const message = text('message') ?? `the reader of ${name} gave no answer`;
  const code = [...READER_CODES].find((known) => known === fields['code']);
  if (code !== undefined)
    return new ObuilderError(code, message, {
      value: text('value'),
      hint: text('hint'),
      errno: nameOfError(text('errno')),
    });
  const system = text('system');
  if (nameOfError(system) !== undefined && system !== 'ENOSPC' && system !== 'EDQUOT')
    return Object.assign(new Error(message), { code: system });
  return asObuilderError(new Error(message));
}

function nameOfError(text: string | undefined): string | undefined {
  return text !== undefined && /^E[A-Z0-9]+$/.test(text) ? text : undefined;
}
