import { outputPace, writePaced } from './paced-output.ts';

/** The length of text that is written at once. Bounds the memory for a long log. */
const MAX_HELD_LENGTH = 256 * 1024;

/**
 * Collects the text of a turn of the event loop in a single write to stdout: a cached build reports hundreds of steps in a turn, and
 * each write is a system call.
 */
export function makeOutput(): { write(text: string): void; flush(): void } {
  let held = '';
  let isScheduled = false;
  const flush = () => {
    isScheduled = false;
    if (held === '') return;
    void writePaced(held);
    held = '';
  };
  return {
    flush,
    write(text) {
      held += text;
      if (held.length >= MAX_HELD_LENGTH) flush();
      else if (!isScheduled) {
        isScheduled = true;
        setImmediate(flush);
      }
    },
  };
}

/** Prints pieces, and waits for the reader of stdout after each piece. */
export async function printPieces(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (process.stdout.destroyed) return;
    print(piece);
    await outputPace();
  }
}

/** Prints to stdout. A reader that leaves early, such as `head`, is no error. */
export function print(text: string | Uint8Array): void {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  void writePaced(text);
}
