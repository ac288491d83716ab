import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * The open log of a step. `write` never throws, so that a full disk does not break a running step; an incomplete log fails the
 * commit.
 */
export interface LogWriter {
  write(text: string): void;
  close(): void;
  /**
   * Writes the text kept back by a full disk, and closes.
   *
   * @throws the error of the write; call again after freeing space
   */
  finish(): void;
}

/** @param opened contains the writer while the file is open */
export function openLog(file: string, opened: Set<LogWriter>): LogWriter {
  let descriptor: number | undefined = openSync(file, 'a', 0o600);
  /** Text that did not fit on the disk. */
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
