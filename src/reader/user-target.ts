import { setTimeout as wait } from 'node:timers/promises';
import type { UserFile } from '../contract/user-tree.ts';
import { ObuilderError } from '../errors.ts';
import { isCount, wrongAnswer } from './checked.ts';
import type { DestinationPlace, Operations, WriteOperation } from './protocol.ts';
import type { Reader } from './start.ts';

export type Send = Reader['send'];

/** An open directory for writing. */
export interface Target {
  /** Sends an operation on the directory. */
  ask<Name extends 'put' | 'settle' | 'tidy'>(
    operation: Name,
    ask: Omit<Operations[Name]['ask'], 'destination'>,
    bytes?: Uint8Array,
  ): Promise<void>;
  /** Writes a file whole or not at all. */
  write(path: string, bytes: AsyncIterable<Buffer>, options: WriteOptions): Promise<void>;
  close(): Promise<void>;
}

interface WriteOptions {
  readonly sync: boolean;
  readonly aspects?: Pick<UserFile, 'mode' | 'modified'>;
}

/** Bytes of a message to the reader. */
const PIECE_BYTES = 1024 ** 2;
const MIN_PIECE_BYTES = 4096;
/** Pieces under way. */
const MAX_GOING = 3;
/** Milliseconds to wait for the removal of temporary files, since the user's disk may not answer. */
const MAX_CLOSE_MS = 5000;
const NONE = Buffer.alloc(0);

let lastFile = 0;

/** @throws ObuilderError `export-failed`, `cancelled` */
export async function openTarget(send: Send, place: DestinationPlace, signal: AbortSignal): Promise<Target> {
  const call = async <Name extends WriteOperation>(
    operation: Name,
    ask: Operations[Name]['ask'],
    bytes: Uint8Array = NONE,
  ) => {
    try {
      return (await send(operation, ask, { bytes, signal })).answer;
    } catch (error) {
      throw signal.aborted ? cancelled(error) : error;
    }
  };
  const { destination } = await call('destination', place);
  if (!isCount(destination)) throw wrongAnswer();
  return {
    async ask(operation, ask, bytes) {
      await call(operation, { ...ask, destination } as Operations[typeof operation]['ask'], bytes);
    },
    async write(path, bytes, options) {
      lastFile += 1;
      const file = lastFile;
      try {
        await call('create', { destination, path, file });
        // The next pieces come while these are written.
        const going: Promise<unknown>[] = [];
        for await (const piece of inPieces(bytes, signal)) {
          if (going.length >= MAX_GOING) await going.shift();
          const appended = call('append', { file }, piece);
          appended.catch(() => undefined);
          going.push(appended);
        }
        await Promise.all(going);
        await call('finish', { file, ...options });
      } catch (error) {
        throw signal.aborted ? cancelled(error) : error;
      } finally {
        await briefly(send('drop', { file }, { bytes: NONE }));
      }
    },
    close: () => briefly(send('depart', { destination }, { bytes: NONE })),
  };
}

/** Gathers bytes into pieces of one size, because each piece costs a message. Takes a copy of the given bytes. */
async function* inPieces(bytes: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  let piece: Buffer = NONE;
  let filled = 0;
  let isLarge = false;
  for await (const given of bytes) {
    // A slow source fills no piece for a long time.
    signal.throwIfAborted();
    for (let at = 0; at < given.length; ) {
      // Most files are small: a whole piece for each would cost page faults and garbage collections.
      if (filled === piece.length) {
        const needed = Math.max(MIN_PIECE_BYTES, 4 * filled, filled + given.length - at);
        const larger = Buffer.allocUnsafe(isLarge ? PIECE_BYTES : Math.min(PIECE_BYTES, needed));
        piece.copy(larger, 0, 0, filled);
        piece = larger;
      }
      const copied = given.copy(piece, filled, at);
      at += copied;
      filled += copied;
      if (filled < PIECE_BYTES) continue;
      yield piece;
      piece = NONE;
      filled = 0;
      isLarge = true;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** Waits for an answer that only tidies up: the reader may be gone, or stuck. */
async function briefly(answer: Promise<unknown>): Promise<void> {
  await Promise.race([answer.catch(() => undefined), wait(MAX_CLOSE_MS, undefined, { ref: false })]);
}

export function cancelled(cause: unknown): ObuilderError {
  return new ObuilderError('cancelled', "the work on the user's files was cancelled", { cause });
}
