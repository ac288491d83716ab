import type { Readable } from 'node:stream';
import { ObuilderError } from '../errors.ts';

export interface LineBounds {
  /** The maximum length in bytes. */
  readonly maxBytes: number;
  /** The maximum time until the line is complete. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Far more than a spec with secrets needs. The writer sends a request at once. */
export const REQUEST_BOUNDS = { maxBytes: 32 * 1024 ** 2, timeoutMs: 60_000 } as const;

const NEWLINE = 10;

/**
 * Reads the first line of a stream within bounds, so that the writer cannot keep the reader forever. Leaves the rest unread.
 *
 * @throws ObuilderError `input-invalid` for a line that is too long, too slow or missing, `cancelled`
 */
export function readLine(input: Readable, bounds: LineBounds): Promise<string> {
  const { maxBytes, timeoutMs, signal } = bounds;
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise<string>((resolve, reject) => {
    const fail = (message: string) => end(() => reject(new ObuilderError('input-invalid', message)));
    const timer = setTimeout(
      () => fail(`stdin had no complete request within ${timeoutMs / 1000} seconds`),
      timeoutMs,
    );
    const onData = (chunk: Buffer) => {
      const newline = chunk.indexOf(NEWLINE);
      const part = newline === -1 ? chunk : chunk.subarray(0, newline);
      chunks.push(part);
      length += part.length;
      if (length > maxBytes) fail(`the request on stdin is longer than ${maxBytes} bytes`);
      else if (newline !== -1) end(() => resolve(Buffer.concat(chunks).toString('utf8')));
    };
    const onAbort = () => end(() => reject(new ObuilderError('cancelled', 'the request was cancelled')));
    const onEnd = () => fail('stdin ended before a complete request');
    function end(settle: () => void): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      input.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onEnd).pause();
      settle();
    }
    signal.addEventListener('abort', onAbort);
    input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);
  });
}
