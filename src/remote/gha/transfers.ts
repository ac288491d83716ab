import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** The least pace of a call. */
export interface Pace {
  readonly windowMs: number;
  /** Of each window, sent and received bytes together. */
  readonly minBytesPerSecond: number;
}

/** Counts the bytes of all HTTP connections of this process. */
export function countTransfers(): () => number {
  const open = new Set<Socket>();
  let closed = 0;
  const bytesOf = ({ bytesRead, bytesWritten }: Socket) => bytesRead + bytesWritten;
  const add = (socket: Socket) => {
    if (open.has(socket)) return;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closed += bytesOf(socket);
    });
  };
  diagnostics.subscribe('http.client.request.created', (message) => {
    (message as { request: ClientRequest }).request.once('socket', add);
  });
  return () => [...open].reduce((sum, socket) => sum + bytesOf(socket), closed);
}

/**
 * Ends the wait for a call that moves too few bytes, because @actions/cache only bounds the silence of a transfer, not the transfer.
 * The call itself goes on: the process must end.
 *
 * @param count all bytes until now
 * @throws Error for a window below the pace
 */
export async function paced<T>(call: () => Promise<T>, count: () => number, pace: Pace): Promise<T> {
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  let before = count();
  const timer = setInterval(() => {
    const now = count();
    const perSecond = Math.round(((now - before) * 1000) / pace.windowMs);
    before = now;
    if (perSecond < pace.minBytesPerSecond)
      reject(new TooSlowError(`the transfer is too slow: ${perSecond} bytes a second`));
  }, pace.windowMs);
  try {
    return await Promise.race([call(), tooSlow]);
  } finally {
    clearInterval(timer);
  }
}

export class TooSlowError extends Error {}
