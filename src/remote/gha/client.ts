import { ObuilderError } from '../../errors.ts';
import { startProgram } from '../../host/process/start.ts';
import { decoder, encode, type Message } from '../../host/process/wire.ts';
import { imageUnavailable } from '../../oci/invalid.ts';
import type { Answers, Operation } from './protocol.ts';

/** How to start the program that talks to the cache. */
export interface CacheProgram {
  /** The bundled program; the entry is program.ts. */
  readonly file: string;
  /** The environment of the user's job, with address and token of the cache. */
  readonly env: Readonly<Record<string, string | undefined>>;
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
type Answer<N extends Name> = { readonly answer: Partial<Answers[N]>; readonly bytes: Buffer };

/** Variables for the package, and for Node's proxies and certificates. */
const PASSED =
  /^(?:ACTIONS_|GITHUB_|RUNNER_|(?:https?|no)_proxy$|NODE_EXTRA_CA_CERTS$|NODE_COMPILE_CACHE$|PATH$|TMPDIR$|HOME$|LANG$)/i;
const MAX_STDERR = 4096;
const GRACE_MS = 2000;

/** A running program with one pack. Answers one question at a time. */
export class CacheClient {
  readonly #child;
  #waiting: { resolve(message: Message): void; reject(error: unknown): void } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #gone: unknown;

  constructor({ file, env, user }: CacheProgram) {
    const passed = Object.entries(env).filter(([name]) => PASSED.test(name));
    const { child, ended } = startProgram(process.execPath, [file], {
      env: { ...Object.fromEntries(passed), NODE_USE_ENV_PROXY: '1', SEGMENT_DOWNLOAD_TIMEOUT_MINS: '2' },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      user,
    });
    this.#child = child;
    let errors = '';
    child.stderr.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(-MAX_STDERR);
    });
    const decode = decoder((message) => this.#waiting?.resolve(message));
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        decode(chunk);
      } catch (cause) {
        this.#fail(imageUnavailable('the program of the cache sent a malformed answer', { cause }));
        this.end();
      }
    });
    ended.then(
      ({ code, signal }) =>
        this.#fail(imageUnavailable(`the program of the cache ended (${signal ?? code}) ${errors}`.trim())),
      (cause: unknown) => this.#fail(cause),
    );
  }

  /**
   * Asks the program.
   *
   * @throws ObuilderError `cancelled`; `image-unavailable` if the program fails or exceeds the bound
   */
  async ask<N extends Name>(
    question: Extract<Operation, { readonly operation: N }>,
    asked: Asked,
  ): Promise<Answer<N>> {
    const answer = this.#turn.then(() => this.#askNow(question, asked));
    this.#turn = answer.catch(() => undefined);
    const { head, bytes } = await answer;
    if (typeof head['error'] === 'string') throw imageUnavailable(`the cache failed: ${head['error']}`);
    return { answer: (head['answer'] ?? {}) as Partial<Answers[N]>, bytes };
  }

  async #askNow(question: Operation, { bytes, signal, boundMs }: Asked): Promise<Message> {
    signal.throwIfAborted();
    if (this.#gone !== undefined) throw this.#gone;
    const bound = AbortSignal.timeout(Math.ceil(boundMs));
    const stop = () => {
      this.#fail(
        signal.aborted
          ? new ObuilderError('cancelled', 'the transfer was cancelled', { cause: signal.reason })
          : imageUnavailable(`the cache gave no answer for ${Math.round(boundMs / 1000)} s`),
      );
      this.end();
    };
    const either = AbortSignal.any([signal, bound]);
    either.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<Message>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        for (const piece of encode(question, bytes && [bytes])) this.#child.stdin.write(piece);
      });
    } finally {
      this.#waiting = undefined;
      either.removeEventListener('abort', stop);
    }
  }

  #fail(error: unknown): void {
    this.#gone ??= error;
    this.#waiting?.reject(this.#gone);
  }

  /** Ends the program and its children. The program removes its directory first. */
  end(): void {
    this.#kill('SIGTERM');
    setTimeout(() => this.#kill('SIGKILL'), GRACE_MS).unref();
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

  /** Lets the program remove its directory and end. */
  close(): void {
    this.#child.stdin.end();
  }
}
