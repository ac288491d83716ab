import { ObuilderError } from '../../errors.ts';
import { childProcess } from './child-process.ts';
import { asStartError, starting } from './missing.ts';

export interface RunOptions {
  readonly input?: string | Uint8Array | undefined;
  /** The program's directory; by default the root directory, because only root can write there. */
  readonly cwd?: string | undefined;
  /** Variables on top of this process's own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The Debian package of the program, for the error if the program is missing; the drivers of the store give theirs. */
  readonly package?: string | undefined;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a program to its end and returns its stdout. Sets LC_ALL=C, so that messages are in English in any locale.
 *
 * @throws ObuilderError `tool-missing`; `cancelled`; `tool-failed` with `program`, `status` or `signal`, and `stderr`
 */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  // Loaded with the first program, which a fully cached build never runs.
  const { execFile } = childProcess();
  const { cwd = '/', input = '' } = options;
  const started = { program: file, cwd, package: options.package };
  const settings = {
    cwd,
    signal: options.signal,
    env: environment(options.env),
    maxBuffer: MAX_OUTPUT_BYTES,
  };
  return new Promise((resolve, reject) => {
    const child = starting(started, () =>
      execFile(file, args, settings, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if (error.name === 'AbortError') reject(cancelled(file, error));
        else if (child.pid === undefined) reject(asStartError(started, error));
        else reject(failed([file, ...args], { ...exitOf(error), stderr, cause: error }));
      }),
    );
    // A program may end without reading its input; only its exit counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * Runs a program to its end, blocks the event loop meanwhile, and returns the program's stdout.
 *
 * @param options `env`: the whole environment, by default our own
 * @throws ObuilderError like `runProgram`
 */
export function runAtOnce(
  file: string,
  args: readonly string[],
  options: Pick<RunOptions, 'env' | 'package'> & { readonly stdin?: 'ignore' | 'inherit' } = {},
): string {
  const { spawnSync } = childProcess();
  const { env, stdin = 'ignore' } = options;
  const { error, status, signal, stdout, stderr } = spawnSync(file, args, {
    stdio: [stdin, 'pipe', 'pipe'],
    cwd: '/',
    env: env ?? environment(),
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error !== undefined) throw asStartError({ program: file, package: options.package }, error);
  if (status === 0) return stdout;
  throw failed([file, ...args], { status: status ?? undefined, signal: signal ?? undefined, stderr });
}

const environment = (added?: RunOptions['env']) => ({ ...process.env, LC_ALL: 'C', ...added });

function cancelled(file: string, cause: Error): ObuilderError {
  return new ObuilderError('cancelled', `${file} was cancelled`, { program: file, cause });
}

function exitOf(error: Error & { readonly code?: unknown; readonly signal?: unknown }) {
  return {
    status: typeof error.code === 'number' ? error.code : undefined,
    signal: typeof error.signal === 'string' ? error.signal : undefined,
  };
}

interface Failure {
  readonly status: number | undefined;
  readonly signal: string | undefined;
  readonly stderr: string;
  readonly cause?: Error;
}

function failed(words: readonly [string, ...string[]], failure: Failure): ObuilderError {
  const { status, signal, stderr, cause } = failure;
  const ending = status === undefined ? cause?.message : `exit status ${status}`;
  const how = signal === undefined ? ending : `killed by ${signal}`;
  return new ObuilderError('tool-failed', `${words.join(' ')}: ${stderr.trim() || how}`, {
    program: words[0],
    status,
    signal,
    stderr,
    cause,
  });
}
