import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK = 64 * 1024;

/** Follows the log of another process from the first byte. */
export interface LogFollower {
  /** Passes on the text written since the last call, even if the file was deleted meanwhile. */
  poll(): Promise<void>;
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
