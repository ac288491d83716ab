import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { childProcess } from './child-process.ts';
import { asStartError, starting } from './missing.ts';

type Stdio = 'pipe' | 'ignore' | 'inherit';
type End<Kind extends Stdio, Stream> = Kind extends 'pipe' ? Stream : null;

export interface StartOptions<In extends Stdio, Out extends Stdio, Err extends Stdio> {
  readonly stdio: readonly [In, Out, Err];
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By default the root directory, because our own directory may be deleted or private. */
  readonly cwd?: string | undefined;
  /** Gives the program a session of its own, so that signals to our group do not reach it. */
  readonly detached?: boolean | undefined;
  /** Starts the program with the rights of this user, without further groups. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

/** The end of a program: an exit status, or a signal. */
export interface ProgramExit {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

export interface Started<In extends Stdio, Out extends Stdio, Err extends Stdio> {
  readonly child: ChildProcessByStdio<End<In, Writable>, End<Out, Readable>, End<Err, Readable>>;
  /**
   * Settles after the program has ended and its streams are read. Rejects with `tool-missing`, or with `tool-failed` if the program
   * cannot start for another reason. A rejection without a handler is dropped.
   */
  readonly ended: Promise<ProgramExit>;
}

/**
 * Starts a program. A program that ends without reading its stdin is no error: only its exit counts.
 *
 * @throws ObuilderError `tool-failed` if the system refuses at once, for example for too long arguments
 */
export function startProgram<In extends Stdio, Out extends Stdio, Err extends Stdio>(
  file: string,
  args: readonly string[],
  options: StartOptions<In, Out, Err>,
): Started<In, Out, Err> {
  const { stdio, env, cwd = '/', detached, user } = options;
  // Loaded with the first program, which a fully cached build never starts.
  const { spawn } = childProcess();
  // The types of Node give the streams for literal kinds only.
  const child = starting({ program: file, cwd }, () =>
    spawn(file, args, { stdio: [...stdio], env: { ...env }, cwd, detached, ...user }),
  ) as Started<In, Out, Err>['child'];
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<ProgramExit>((resolve, reject) => {
    child.on('error', (cause) => {
      // A failed signal also raises this event, long after the start.
      if (child.pid === undefined) reject(asStartError({ program: file, cwd }, cause));
    });
    child.once('close', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
  ended.catch(() => undefined);
  return { child, ended };
}
