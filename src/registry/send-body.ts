import type { ClientRequest } from 'node:http';
import type { Pace } from './pace.ts';

/** A body that can be sent again. */
export interface StreamBody {
  readonly size: number;
  /** Opens the bytes from the start. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

export type HttpBody = string | Uint8Array | StreamBody;

export const sizeOf = (body: HttpBody | undefined): number => {
  if (body === undefined) return 0;
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body instanceof Uint8Array ? body.length : body.size;
};

export interface Sending {
  readonly pace: Pace | undefined;
  readonly onSent: (bytes: number) => void;
  /** Whether an answer came before the end of the body: the other end wants no more. */
  readonly isAnswered: () => boolean;
}

/**
 * Sends a body and ends the request. A failure of the source or of the pace destroys the request, whose `error` event reports the
 * failure.
 */
export async function sendBody(
  sent: ClientRequest,
  body: HttpBody | undefined,
  sending: Sending,
): Promise<void> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    sent.end(body);
    sending.onSent(sizeOf(body));
    return;
  }
  try {
    for await (const piece of body.open()) {
      if (sending.isAnswered() || sent.destroyed) break;
      const before = performance.now();
      if (!sent.write(piece)) await untilDrained(sent);
      sending.onSent(piece.length);
      sending.pace?.moved(piece.length, performance.now() - before);
    }
    if (sending.isAnswered()) sent.destroy();
    else sent.end();
  } catch (error) {
    sent.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Resolves when the request takes more bytes, and when nothing more will be taken. */
async function untilDrained(sent: ClientRequest): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const events = ['drain', 'close', 'error', 'response'] as const;
  for (const event of events) sent.once(event, resolve);
  await promise;
  for (const event of events) sent.off(event, resolve);
}
