import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK = 64 * 1024;

/** Follows the log of another process from the first byte. */
export interface LogFollower {
  /** Passes on the text written since the last call, even if the file was deleted meanwhile. */
  poll(): Promise<void>;
  /** Whether the path leads to the followed log, wherever it was moved. */
  follows(file: string): boolean;
  close(): void;
}

export function followLog(file: string, onLog: (text: string) => unknown): LogFollower {
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(CHUNK);
  const descriptor = openIfPresent(file);
  return {
    poll: async () => {
      if (descriptor === undefined) return;
      for (;;) {
        const length = readSync(descriptor, buffer, 0, CHUNK, null);
        if (length === 0) return;
        const text = decoder.write(buffer.subarray(0, length));
        if (text !== '') await onLog(text);
      }
    },
    follows: (other) => {
      const there = statSync(other, { bigint: true, throwIfNoEntry: false });
      if (descriptor === undefined || there === undefined) return false;
      const here = fstatSync(descriptor, { bigint: true });
      return here.dev === there.dev && here.ino === there.ino;
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}

function openIfPresent(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch {
    return undefined;
  }
}
