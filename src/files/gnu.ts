import { Readable } from 'node:stream';
import { ObuilderError } from '../errors.ts';
import { startProgram } from '../host/process/start.ts';

const MAX_STDERR = 4096;

type GnuProgram = 'tar' | 'find';

interface Start {
  readonly stdin: 'pipe' | 'ignore';
  /** The program's directory; may be a path through a descriptor of this process. */
  readonly cwd: string;
}

/**
 * Starts GNU tar or find in the C locale, so that the program treats names as bytes.
 *
 * @returns the child, and `ended`, which rejects with ObuilderError `tool-failed` or `tool-missing`
 */
export function startGnu(program: GnuProgram, args: readonly string[], { stdin, cwd }: Start) {
  // Options from the environment would change the archives of all builds.
  const env = { ...process.env, LC_ALL: 'C', TAR_OPTIONS: undefined };
  const { child, ended: exit } = startProgram(program, args, { stdio: [stdin, 'pipe', 'pipe'], cwd, env });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < MAX_STDERR) stderr += chunk.toString();
  });
  const ended = exit.then(({ code, signal }) => {
    if (code !== 0) throw failed(program, { status: code, signal, stderr });
  });
  // A failure before the caller waits must not count as unhandled.
  ended.catch(() => undefined);
  return { child, ended };
}

interface Failure {
  readonly status: number | undefined;
  readonly signal: string | undefined;
  readonly stderr: string;
}

function failed(program: GnuProgram, { status, signal, stderr }: Failure): ObuilderError {
  const how = signal === undefined ? `exit status ${status}` : `killed by ${signal}`;
  // The messages are the only sign of the system's error.
  const errno = /: Permission denied$/m.test(stderr) ? 'EACCES' : undefined;
  const message = stderr.trim() || `${program}: ${how}`;
  return new ObuilderError('tool-failed', message, { program, status, signal, stderr, errno });
}

interface Output {
  readonly cwd: string;
  /** The bytes for the program's stdin; by default none. */
  readonly input?: Iterable<Buffer> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Yields the output of GNU tar or find. Leaving the loop kills the program. @throws at the end as `startGnu`; the signal's reason */
export async function* outputOfGnu(
  program: GnuProgram,
  args: readonly string[],
  { cwd, input, signal }: Output,
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const { child, ended } = startGnu(program, args, { stdin: input === undefined ? 'ignore' : 'pipe', cwd });
  // A failed program stops reading, and its messages are better errors than EPIPE.
  if (input !== undefined && child.stdin) Readable.from(input).pipe(child.stdin);
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    await ended;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
