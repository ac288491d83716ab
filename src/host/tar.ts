import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ObuilderError } from '../errors.ts';

/** The attributes that an image brings along. */
const ATTRIBUTES = ['--xattrs', '--xattrs-include=security.capability', '--xattrs-include=user.*'];
const LONGEST_MESSAGE = 4096;

interface Start {
  readonly stdin: 'pipe' | 'ignore';
  /** Where it works; may be a path through a descriptor of this process. */
  readonly cwd: string;
}

function start(args: readonly string[], { stdin, cwd }: Start) {
  const child = spawn('tar', args, { stdio: [stdin, 'pipe', 'pipe'], cwd });
  let message = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (message.length < LONGEST_MESSAGE) message += chunk.toString();
  });
  const ended = once(child, 'close').then(
    ([code]: unknown[]) => {
      if (code === 0) return;
      throw new ObuilderError('command-failed', `tar: ${message.trim() || `exit status ${String(code)}`}`, {
        value: 'tar',
      });
    },
    (cause: unknown) => {
      throw new ObuilderError('tool-missing', 'GNU tar cannot be started', {
        value: 'tar',
        hint: 'Install it: apt-get install tar',
        cause,
      });
    },
  );
  // Whoever waits hears of it; until then it must not count as unhandled.
  ended.catch(() => undefined);
  return { child, ended };
}

/**
 * Unpacks an archive with GNU tar as root: owners, modes, devices and attributes as they are. Files that are there are
 * replaced. The archive must be one that we made: its paths are trusted.
 * @throws ObuilderError `command-failed` or `tool-missing`
 */
export async function extractTar(directory: string, archive: AsyncIterable<Uint8Array>): Promise<void> {
  const { child, ended } = start(['-x', '-f', '-', '-p', '--same-owner', '--numeric-owner', ...ATTRIBUTES], {
    stdin: 'pipe',
    cwd: directory,
  });
  // A tar that failed stops reading; what it said is the better error.
  if (child.stdin) await pipeline(Readable.from(archive), child.stdin).catch(() => undefined);
  child.stdout?.resume();
  await ended;
}

/**
 * A directory tree as a pax archive that is the same for the same tree: sorted, with numeric owners, attributes and times,
 * without names of users. Other file systems mounted below the directory are left out.
 * @throws ObuilderError `command-failed` (also when a file changes meanwhile) or `tool-missing`, at the end of reading
 */
export async function* archiveTree(directory: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const { child, ended } = start(
    [
      '-c',
      '-f',
      '-',
      '--format=posix',
      '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
      '--sort=name',
      '--numeric-owner',
      '--one-file-system',
      ...ATTRIBUTES,
      '.',
    ],
    { stdin: 'ignore', cwd: directory },
  );
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
