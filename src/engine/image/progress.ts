import type { BuildEvent } from '../../contract/events.ts';
import type { ImageOutput } from '../../contract/outputs.ts';

const FIRST_MS = 1000;
const NEXT_MS = 5000;

export interface ImageProgress {
  /** Takes the bytes of the layer under way so far; undefined after a layer. */
  readonly making: (bytes: number | undefined) => void;
  /** Takes bytes that left this machine or reached the archive. */
  readonly sent: (bytes: number) => void;
  /** Returns the sum of all sent bytes. */
  readonly bytes: () => number;
  readonly end: () => void;
}

/** Reports an image that takes longer than a second, at intervals. */
export function reportImage(
  { text, dest, names }: ImageOutput,
  emit: (event: BuildEvent) => void,
): ImageProgress {
  let made: number | undefined;
  let sent = 0;
  const tell = () => {
    const isMaking = made !== undefined;
    const where = dest ?? names.join(', ');
    emit({ type: 'export', text, dest: where, doneBytes: made ?? sent, totalBytes: 0, isMaking });
    timer = setTimeout(tell, NEXT_MS);
    timer.unref();
  };
  let timer = setTimeout(tell, FIRST_MS);
  timer.unref();
  return {
    making: (bytes) => {
      made = bytes;
    },
    sent: (bytes) => {
      sent += bytes;
    },
    bytes: () => sent,
    end: () => clearTimeout(timer),
  };
}
