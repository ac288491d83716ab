import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readingInto } from '../../../src/network/relay/bulk.ts';

const KIB = 1024;
const target = { write: () => true, writableLength: 0 } as unknown as Socket;

/** Reads from a fast sender until the buffer stays as it is. Returns the size of the buffer. */
function grown(source: Socket): number {
  const { buffer, callback } = readingInto(target, () => source) as {
    buffer: () => Buffer;
    callback: (count: number) => boolean;
  };
  for (let before = 0; before !== buffer().length; ) {
    before = buffer().length;
    callback(before);
  }
  return buffer().length;
}

test('buffers grow for fast senders, but all together by 64 MiB at most, until a sender is gone', () => {
  const sources = Array.from({ length: 300 }, () => new EventEmitter() as Socket);
  const sizes = sources.map(grown);
  expect(sizes[0]).toBe(512 * KIB);
  expect(sizes.at(-1)).toBe(64 * KIB);
  expect(sizes.reduce((sum, size) => sum + size - 64 * KIB, 0)).toBeLessThanOrEqual(64 * KIB * KIB);
  for (const source of sources) source.emit('close');
  expect(grown(new EventEmitter() as Socket)).toBe(512 * KIB);
});
