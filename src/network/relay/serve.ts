import type { FromRelay, ToRelay } from '../protocol.ts';
import { machineResolver } from './resolve.ts';
import { openRoom, type Room } from './room.ts';

/** Serves the rooms of the worker, the parent process, until its channel ends. */
export function serveRooms(): Promise<void> {
  const rooms = new Map<number, Room>();
  const resolve = machineResolver();
  const send = (message: FromRelay) => void process.send?.(message);
  process.on('message', (message: ToRelay, handle: unknown) => {
    const { room: number } = message;
    const room = rooms.get(number);
    if ('open' in message) {
      const onAttempt = (attempt: Parameters<Parameters<typeof openRoom>[1]['onAttempt']>[0]) =>
        send({ room: number, attempt });
      rooms.set(number, openRoom(message.open, { resolve, onAttempt }));
    } else if ('role' in message) {
      if (typeof handle === 'object' && handle !== null) room?.take(message.role, handle);
    } else {
      rooms.delete(number);
      void room?.close().then((closed) => send({ room: number, closed }));
    }
  });
  return new Promise((ended) => process.once('disconnect', () => ended()));
}
