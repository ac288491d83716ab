import { closeSync, openSync, writeSync } from 'node:fs';

/** A step's log being written. Writing a line never fails a step in the middle; a log that is not whole fails the commit. */
export interface LogWriter {
  write(text: string): void;
  close(): void;
  /**
   * Writes what could not be written before, and closes.
   *
   * @throws what keeps the log from being whole; may then be called again
   */
  finish(): void;
}

/** @param opened holds the writer for as long as its file is open */
export function openLog(file: string, opened: Set<LogWriter>): LogWriter {
  let descriptor: number | undefined = openSync(file, 'a', 0o600);
  /** What did not fit on the disk, from the first byte that did not. */
  let unwritten: Buffer[] = [];
  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
    opened.delete(writer);
  };
  const writer: LogWriter = {
    close,
    write: (text) => {
      if (descriptor === undefined) return;
      const bytes = Buffer.from(text);
      const { rest } = unwritten.length > 0 ? { rest: bytes } : writeAll(descriptor, bytes);
      if (rest.length > 0) unwritten.push(rest);
    },
    finish: () => {
      if (descriptor === undefined) return;
      const { rest, fault } = writeAll(descriptor, Buffer.concat(unwritten));
      unwritten = [rest];
      if (rest.length > 0) throw fault;
      close();
    },
  };
  opened.add(writer);
  return writer;
}

function writeAll(descriptor: number, bytes: Buffer): { readonly rest: Buffer; readonly fault?: unknown } {
  let start = 0;
  try {
    while (start < bytes.length) start += writeSync(descriptor, bytes, start);
    return { rest: bytes.subarray(start) };
  } catch (fault) {
    return { rest: bytes.subarray(start), fault };
  }
}
