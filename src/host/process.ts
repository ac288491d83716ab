import { ObuilderError } from '../errors.ts';
import { childProcess } from './child-process.ts';

export interface CommandOptions {
  readonly input?: string | Uint8Array | undefined;
  /** The program's directory; the root directory by default, because nobody but root can write there. */
  readonly cwd?: string | undefined;
  /** Variables on top of this process's own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a command to its end and gives its stdout. For the commands between two steps, where a millisecond counts: it
 * is Node's own `execFile`, which starts in half the time of execa. Everything else goes through `exec.ts`. Its messages are
 * in plain English whatever the locale, so that errors can be told apart.
 *
 * @throws ObuilderError `tool-missing` when there is no such program, `command-failed` with its stderr otherwise
 */
export function runQuick(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  // Loaded with the first command: a build that is wholly cached runs none.
  const { execFile } = childProcess();
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      {
        cwd: options.cwd ?? '/',
        signal: options.signal,
        env: { ...process.env, LC_ALL: 'C', ...options.env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) =>
        error ? reject(commandError(file, args, { error, stderr })) : resolve(stdout),
    );
    // A program may end without reading its input; how it ended is what counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}

function commandError(
  file: string,
  args: readonly string[],
  failure: { readonly error: Error & { code?: unknown }; readonly stderr: string },
): ObuilderError {
  const { error, stderr } = failure;
  if (error.name === 'AbortError')
    return new ObuilderError('cancelled', `${file} was cancelled`, { cause: error });
  if (error.code === 'ENOENT') {
    return new ObuilderError('tool-missing', `the program ${file} is not installed`, {
      value: file,
      cause: error,
    });
  }
  const reason = stderr.trim() || error.message;
  return new ObuilderError('command-failed', `${[file, ...args].join(' ')}: ${reason}`, {
    value: file,
    cause: error,
  });
}
