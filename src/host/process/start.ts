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
  /** The root directory by default: our own may be gone, or not be for the program to see. */
  readonly cwd?: string | undefined;
  /** Gives the program a session of its own, so that signals to our group do not reach it. */
  readonly detached?: boolean | undefined;
}

/** How a program ended: with a status, or by a signal. */
export interface ProgramExit {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

export interface Started<In extends Stdio, Out extends Stdio, Err extends Stdio> {
  readonly child: ChildProcessByStdio<End<In, Writable>, End<Out, Readable>, End<Err, Readable>>;
  /**
   * Settles once the program has ended and its streams were read. Rejects with `tool-missing`, or with `tool-failed` when
   * something else keeps the program from starting. A rejection that nobody waits for is dropped.
   */
  readonly ended: Promise<ProgramExit>;
}

/**
 * Starts a program. A program that ends without reading its stdin is no error: its end counts.
 *
 * @throws ObuilderError `tool-failed` when the system refuses at once, for arguments that are too long for example
 */
export function startProgram<In extends Stdio, Out extends Stdio, Err extends Stdio>(
  file: string,
  args: readonly string[],
  options: StartOptions<In, Out, Err>,
): Started<In, Out, Err> {
  const { stdio, env, cwd = '/', detached } = options;
  // Loaded with the first program: a build that is wholly cached starts none.
  const { spawn } = childProcess();
  // The types of Node give the streams for literal kinds only.
  const child = starting(file, cwd, () =>
    spawn(file, args, { stdio: [...stdio], env: { ...env }, cwd, detached }),
  ) as Started<In, Out, Err>['child'];
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<ProgramExit>((resolve, reject) => {
    child.on('error', (cause) => {
      // Sending a signal can raise this event too, long after the start.
      if (child.pid === undefined) reject(asStartError(file, cause, cwd));
    });
    child.once('close', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
  ended.catch(() => undefined);
  return { child, ended };
}
