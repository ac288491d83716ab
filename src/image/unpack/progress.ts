import type { Bytes } from '../../archive/bytes.ts';
import type { LoadProgress } from '../../contract/images.ts';

const INTERVAL_MS = 100;

export interface Progress {
  /** Passes bytes on and counts the bytes. */
  count(bytes: Bytes): Bytes;
  /** Reports the final state. */
  end(): void;
}

/** Reports the number of received bytes, at most ten times a second. */
export function trackProgress(
  totalBytes: number,
  onProgress: ((progress: LoadProgress) => void) | undefined,
): Progress {
  let doneBytes = 0;
  let toldAt = 0;
  const count = async function* (bytes: Bytes) {
    for await (const chunk of bytes) {
      doneBytes += chunk.length;
      const now = performance.now();
      if (now - toldAt >= INTERVAL_MS) {
        toldAt = now;
        onProgress?.({ doneBytes, totalBytes: Math.max(totalBytes, doneBytes) });
      }
      yield chunk;
    }
  };
  return {
    count,
    end: () => onProgress?.({ doneBytes, totalBytes: Math.max(totalBytes, doneBytes) }),
  };
}
