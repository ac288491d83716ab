import { type FileTime, partsOf, timeOf } from '../files/file-time.ts';
import { makePace } from '../tree/pace.ts';
import { exactTimes } from '../tree/read/exact-times.ts';
import { openOrigin } from '../tree/read/origin.ts';
import { wrongAnswer } from './checked.ts';
import type { Kept } from './contents.ts';

/** Bytes of a time: seconds and nanoseconds. A single 64-bit number of nanoseconds would end in 2262. */
const TIME_SIZE = 16;

/** Returns the exact times of all entries of a manifest, in order. */
export async function* entryTimes(
  { root, manifest, sources }: Kept,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const origin = openOrigin(root);
  try {
    for await (const times of exactTimes(manifest.entries, { origin, sources, pace: makePace(signal) })) {
      const bytes = Buffer.alloc(times.length * TIME_SIZE);
      for (const [index, time] of times.entries()) {
        const { seconds, nanoseconds } = partsOf(time);
        bytes.writeBigInt64LE(BigInt.asIntN(64, seconds), index * TIME_SIZE);
        bytes.writeBigInt64LE(BigInt(nanoseconds), index * TIME_SIZE + 8);
      }
      yield bytes;
    }
  } finally {
    origin.close();
  }
}

/** Returns the times in a part of a reader's answer. @throws ObuilderError `input-invalid` */
export function checkedTimes(bytes: Buffer): readonly FileTime[] {
  if (bytes.length % TIME_SIZE !== 0) throw wrongAnswer();
  return Array.from({ length: bytes.length / TIME_SIZE }, (_, index) => {
    const at = index * TIME_SIZE;
    const nanoseconds = bytes.readBigInt64LE(at + 8);
    if (nanoseconds < 0n || nanoseconds > 999_999_999n) throw wrongAnswer();
    return timeOf(bytes.readBigInt64LE(at), Number(nanoseconds));
  });
}
