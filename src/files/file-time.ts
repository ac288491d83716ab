import type { BigIntStats } from 'node:fs';

/** The time of a file: nanoseconds since the epoch, negative before 1970. A number has too few digits for the present. */
export type FileTime = bigint;

const SECOND = 1_000_000_000n;

/** The time of the last change of a file's content. */
export const modifiedAt = ({ mtimeNs }: Pick<BigIntStats, 'mtimeNs'>): FileTime => mtimeNs;

export const timeOfSeconds = (seconds: number): FileTime => {
  const whole = Math.floor(seconds);
  return BigInt(whole) * SECOND + BigInt(Math.floor((seconds - whole) * 1e9));
};

/** Returns seconds, rounded down, and the rest in nanoseconds. */
export function partsOf(time: FileTime): { readonly seconds: bigint; readonly nanoseconds: number } {
  const rest = ((time % SECOND) + SECOND) % SECOND;
  return { seconds: (time - rest) / SECOND, nanoseconds: Number(rest) };
}

/** The inverse of `partsOf`. */
export const timeOf = (seconds: bigint, nanoseconds: number): FileTime =>
  seconds * SECOND + BigInt(nanoseconds);

/** Returns seconds for the functions of Node, which read a negative number as the present time, but parse a text. */
export function timeForNode(time: FileTime): number | string {
  const seconds = Number(time) / 1e9;
  return seconds < 0 ? String(seconds) : seconds;
}

/** A file whose times are still to be set. */
export interface TimedFile {
  /** The path from the root, without links except for the last component, which is not followed. */
  readonly path: string | Buffer;
  readonly modified: FileTime;
  /** The time of the last access; `modified` by default. */
  readonly accessed?: FileTime | undefined;
}
