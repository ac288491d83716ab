import * as v from 'valibot';
import { ObuilderError } from '../../errors.ts';
import { startProgram } from '../../host/process/start.ts';
import { decoder, encode, type Message } from '../../host/process/wire.ts';
import { imageUnavailable } from '../../oci/invalid.ts';
import { authorityVariables } from './authority-variables.ts';
import { ANSWERS, type Operation, type Proved, type Asked as Question, textForPeople } from './protocol.ts';

/** How to start the program that talks to the cache. */
export interface CacheProgram {
  /** The bundled program; the entry is program.ts. */
  readonly file: string;
  /** The environment of the user's job, with address and token of the cache. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Certificates in PEM that the program trusts besides those of its environment. */
  readonly authorities?: readonly string[] | undefined;
  /** The user whose rights the program gets; absent if this process has no other. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

interface Asked {
  readonly bytes?: Buffer | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds until the program is killed. */
  readonly boundMs: number;
}

type Name = Operation['operation'];
type Answer<N extends Name> = { readonly answer: Proved[N]; readonly bytes: Buffer };

/**
 * Variables that the package reads, and those for Node's proxies and certificates. Other tokens of the job, such as the one for OpenID,
 * are left out.
 */
const PASSED = new RegExp(
  `^(?:${[
    'ACTIONS_(?:CACHE_(?:URL|MODE|SERVICE_V2)|RESULTS_URL|RUNTIME_TOKEN|ORCHESTRATION_ID)',
    'GITHUB_(?:SERVER_URL|REF)|RUNNER_TEMP',
    '(?:https?|no)_proxy|NODE_EXTRA_CA_CERTS|NODE_COMPILE_CACHE|PATH|TMPDIR|HOME|LANG',
  ].join('|')})$`,
  'i',
);
const MAX_STDERR = 4096;
/** Bytes of an answer without the bytes of a pack. */
const MAX_HEAD = 64 * 1024;
/** From the signal to the kill. */
const GRACE_MS = 2000;
/** From the end of stdin to the kill: the program may still be starting. */
const CLOSE_MS = 10_000;
/** A longer timer of Node fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A running program with one pack. Answers one question at a time. */
export class CacheClient {
  readonly #child;
  #waiting: { resolve(message: Message): void; reject(error: unknown): void } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #gone: unknown;

  constructor({ file, env, authorities = [], user }: CacheProgram) {
    const passed = Object.entries(env).filter(([name]) => PASSED.test(name));
    const { child, ended } = startProgram(process.execPath, [file], {
      env: {
        ...Object.fromEntries(passed),
        ...authorityVariables(authorities),
        NODE_USE_ENV_PROXY: '1',
        SEGMENT_DOWNLOAD_TIMEOUT_MINS: '2',
      },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      user,
    });
    this.#child = child;
    let errors = '';
    child.stderr.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(-MAX_STDERR);
    });
    const decode = decoder((message) => this.#waiting?.resolve(message), MAX_HEAD);
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        decode(chunk);
      } catch (cause) {
        this.#failMalformed(cause);
      }
    });
    ended.then(
      ({ code, signal }) =>
        this.#fail(
          imageUnavailable(
            textForPeople(`the program of the cache ended (${signal ?? code}) ${errors}`.trim()),
          ),
        ),
      (cause: unknown) => this.#fail(cause),
    );
  }

  /**
   * Asks the program.
   *
   * @throws ObuilderError `cancelled`; `image-unavailable` if the program fails or exceeds the bound
   */
  async ask<N extends Name>(question: Question<N>, asked: Asked): Promise<Answer<N>> {
    const answer = this.#turn.then(() => this.#askNow(question, asked));
    this.#turn = answer.catch(() => undefined);
    const { head, bytes } = await answer;
    if (typeof head['error'] === 'string')
      throw imageUnavailable(`the cache failed: ${textForPeople(head['error'])}`);
    const parsed = v.safeParse(ANSWERS[question.operation](), head['answer']);
    const wanted = 'length' in question ? question.length : 0;
    if (!parsed.success || bytes.length > wanted) throw this.#failMalformed(parsed.issues);
    return { answer: parsed.output as Proved[N], bytes };
  }

  async #askNow(question: Operation, { bytes, signal, boundMs }: Asked): Promise<Message> {
    signal.throwIfAborted();
    if (this.#gone !== undefined) throw this.#gone;
    const stop = () => {
      this.#fail(
        signal.aborted
          ? new ObuilderError('cancelled', 'the transfer was cancelled', { cause: signal.reason })
          : imageUnavailable(`the cache gave no answer for ${Math.round(boundMs / 1000)} s`),
      );
      this.end();
    };
    const timer = setTimeout(stop, Math.min(boundMs, MAX_TIMER_MS));
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<Message>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        for (const piece of encode(question, bytes && [bytes])) this.#child.stdin.write(piece);
      });
    } finally {
      this.#waiting = undefined;
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  #fail(error: unknown): void {
    this.#gone ??= error;
    this.#waiting?.reject(this.#gone);
  }

  #failMalformed(cause: unknown): ObuilderError {
    const error = imageUnavailable('the program of the cache sent a malformed answer', { cause });
    this.#fail(error);
    this.end();
    return error;
  }

  /** Ends the program and its children. The program removes its directory first. */
  end(): void {
    this.#kill('SIGTERM');
    this.#killAfter(GRACE_MS);
  }

  /** Lets the program remove its directory and end. */
  close(): void {
    this.#child.stdin.end();
    this.#killAfter(CLOSE_MS);
  }

  /** A process that left the group may hold the pipes, which would keep this process from its end. */
  #killAfter(ms: number): void {
    const timer = setTimeout(() => {
      this.#kill('SIGKILL');
      for (const stream of [this.#child.stdout, this.#child.stderr]) stream.destroy();
    }, ms).unref();
    this.#child.once('close', () => clearTimeout(timer));
  }

  #kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has just ended.
    }
  }
}
