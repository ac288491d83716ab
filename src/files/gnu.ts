import { ObuilderError } from '../errors.ts';
import { startProgram } from '../host/process/start.ts';

const MAX_STDERR = 4096;

type GnuProgram = 'tar' | 'find';

interface Start {
  readonly stdin: 'pipe' | 'ignore';
  /** Where the program works; may be a path through a descriptor of this process. */
  readonly cwd: string;
}

/**
 * Starts one of the GNU programs that walk trees. Names are bytes to the program, whatever the locale of this process is.
 *
 * @returns with `ended`, which rejects with ObuilderError `tool-failed` or `tool-missing`
 */
export function startGnu(program: GnuProgram, args: readonly string[], { stdin, cwd }: Start) {
  const env = { ...process.env, LC_ALL: 'C' };
  const { child, ended: exit } = startProgram(program, args, { stdio: [stdin, 'pipe', 'pipe'], cwd, env });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < MAX_STDERR) stderr += chunk.toString();
  });
  const ended = exit.then(({ code, signal }) => {
    if (code === 0) return;
    const how = signal === undefined ? `exit status ${code}` : `killed by ${signal}`;
    const facts = { program, status: code, signal, stderr };
    throw new ObuilderError('tool-failed', `${program}: ${stderr.trim() || how}`, facts);
  });
  // Whoever waits hears of the end; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  return { child, ended };
}

/** What such a program prints, piece by piece. The program ends with the loop. @throws as `startGnu`, at the end; the signal's reason */
export async function* outputOfGnu(
  program: GnuProgram,
  args: readonly string[],
  { cwd, signal }: { readonly cwd: string; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const { child, ended } = startGnu(program, args, { stdin: 'ignore', cwd });
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
