import type { OnReadOpts, Socket } from 'node:net';

const FIRST_BYTES = 64 * 1024;
const MAX_BYTES = 512 * 1024;
/** The growth of all buffers of this process, which the bounds of no step count. */
const MAX_GROWTH = 64 * 1024 * 1024;
let growth = 0;

/**
 * Returns the options of a socket whose bytes go to `target`. One buffer serves all reads of the socket, and grows for fast senders.
 * Node's streams would take more calls and copies for each byte.
 *
 * @param source returns the socket itself
 */
export function readingInto(target: Socket, source: () => Socket): OnReadOpts {
  let buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let isWaiting = false;
  const grow = () => {
    const added = buffer.length;
    if (added >= MAX_BYTES || growth + added > MAX_GROWTH) return;
    growth += added;
    source().once('close', () => {
      growth -= added;
    });
    buffer = Buffer.allocUnsafeSlow(added * 2);
  };
  const onWritten = () => {
    if (isWaiting) source().resume();
    isWaiting = false;
  };
  return {
    buffer: () => buffer,
    callback: (count) => {
      target.write(buffer.subarray(0, count), onWritten);
      // Until the kernel has all bytes, the buffer belongs to the target.
      isWaiting = target.writableLength > 0;
      if (!isWaiting && count === buffer.length) grow();
      return !isWaiting;
    },
  };
}
