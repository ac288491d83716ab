import { ObuilderError } from '../../errors.ts';
import { startProgram } from '../../host/process/start.ts';
import { type SendCommand, SendReader } from './send-stream.ts';

const MAX_STDERR = 4096;
/** Bytes of paths in memory. With more, all directories may differ. */
const MAX_PATHS_BYTES = 64 * 1024 ** 2;

/** Directories in which two subvolumes may differ. Paths have one character a byte. */
export class ChangedDirectories {
  /** Directories with a changed entry, and the directories above. */
  readonly #changed = new Set<string>(['']);
  /** Paths where something was moved to: all below may differ. */
  readonly #moved = new Set<string>();
  #freeBytes: number;

  constructor(maxBytes = MAX_PATHS_BYTES) {
    this.#freeBytes = maxBytes;
  }

  /** A path is of its time: a file in a moved directory may have its old path, its new path, or the path of a passing name. */
  add({ isRename, path, target }: SendCommand): void {
    this.addAbove(path);
    if (target === undefined) return;
    this.addAbove(target);
    if (isRename) this.#keep(this.#moved, target);
  }

  mayDiffer(directory: string): boolean {
    if (this.#freeBytes < 0) return true;
    if (this.#changed.has(directory)) return true;
    for (let one = directory; one !== ''; one = above(one)) if (this.#moved.has(one)) return true;
    return false;
  }

  /** Adds a changed entry. */
  addAbove(path: string): void {
    this.addDirectory(above(path));
  }

  /** Adds a directory with a changed entry, and the directories above. */
  addDirectory(directory: string): void {
    for (let one = directory; this.#freeBytes >= 0 && !this.#changed.has(one); one = above(one))
      this.#keep(this.#changed, one);
  }

  #keep(paths: Set<string>, path: string): void {
    this.#freeBytes -= path.length;
    if (this.#freeBytes >= 0) paths.add(path);
  }
}

const above = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * Returns the directories in which two read-only subvolumes may differ. btrfs compares the metadata of both, and blocks that both
 * share cost nothing.
 *
 * @throws ObuilderError `tool-failed` (also if the signal fires), `tool-missing`
 */
export async function changedDirectories(
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<ChangedDirectories> {
  const { child, ended } = startProgram('btrfs', ['send', '--no-data', '-p', from, to], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < MAX_STDERR) stderr += chunk.toString();
  });
  const found = new ChangedDirectories();
  const reader = new SendReader((command) => found.add(command));
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    for await (const chunk of child.stdout) reader.write(chunk as Buffer);
    const { code } = await ended;
    if (code === 0 && reader.isWhole) return found;
    const details = { program: 'btrfs', status: code, stderr };
    throw new ObuilderError('tool-failed', `btrfs send: ${stderr.trim() || `exit status ${code}`}`, details);
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
