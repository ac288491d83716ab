import { outputPace, writePaced } from './paced-output.ts';

/** Text at this length is written at once, so that a long log takes no more memory than this. */
const LARGEST = 256 * 1024;

/**
 * Writes to stdout, once for all that comes in one turn of the event loop: a cached build tells hundreds of steps in one, and
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
      if (held.length >= LARGEST) flush();
      else if (!isScheduled) {
        isScheduled = true;
        setImmediate(flush);
      }
    },
  };
}

/** Prints an answer in pieces, each when there is room for it. */
export async function printPieces(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (process.stdout.destroyed) return;
    print(piece);
    await outputPace();
  }
}

/** Prints an answer. That somebody reads only its beginning, as `head` does, is no error. */
export function print(text: string | Uint8Array): void {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  void writePaced(text);
}
