import { once } from 'node:events';
import { ObuilderError } from '../errors.ts';
import { childProcess } from './child-process.ts';

const LONGEST_MESSAGE = 4096;

/** What brings each program. */
const PACKAGES = { tar: 'tar', find: 'findutils' } as const;

interface Start {
  readonly stdin: 'pipe' | 'ignore';
  /** Where the program works; may be a path through a descriptor of this process. */
  readonly cwd: string;
}

/**
 * Starts one of the GNU programs that walk trees. Names are bytes to the program, whatever the locale of this process is.
 *
 * @returns with `ended`, which rejects with ObuilderError `command-failed` or `tool-missing`
 */
export function startGnu(program: keyof typeof PACKAGES, args: readonly string[], { stdin, cwd }: Start) {
  const env = { ...process.env, LC_ALL: 'C' };
  const child = childProcess().spawn(program, args, { stdio: [stdin, 'pipe', 'pipe'], cwd, env });
  let message = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (message.length < LONGEST_MESSAGE) message += chunk.toString();
  });
  const ended = once(child, 'close').then(
    ([code]: unknown[]) => {
      if (code === 0) return;
      const reason = message.trim() || `exit status ${String(code)}`;
      throw new ObuilderError('command-failed', `${program}: ${reason}`, { value: program });
    },
    (cause: unknown) => {
      throw new ObuilderError('tool-missing', `GNU ${program} cannot be started`, {
        value: program,
        hint: `Install it: apt-get install ${PACKAGES[program]}`,
        cause,
      });
    },
  );
  // Whoever waits hears of the end; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  return { child, ended };
}

/** What such a program prints, piece by piece. The program ends with the loop. @throws as `startGnu`, at the end; the signal's reason */
export async function* outputOfGnu(
  program: keyof typeof PACKAGES,
  args: readonly string[],
  { cwd, signal }: { readonly cwd: string; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const { child, ended } = startGnu(program, args, { stdin: 'ignore', cwd });
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (child.stdout) for await (const chunk of child.stdout) yield chunk as Buffer;
    await ended;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
