import { isUtf8 } from 'node:buffer';

/**
 * File names are bytes, and strings cannot hold all of them. A byte that is no UTF-8 is written as the lone surrogate
 * U+DC80 to U+DCFF with its value, as Python's `surrogateescape` (PEP 383) does. No two names get the same string, and
 * `JSON.stringify` keeps it.
 */
export function nameOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => isCharacter(bytes, at, count));
    name +=
      length === undefined
        ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
        : bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return name;
}

function isCharacter(bytes: Buffer, at: number, count: number): boolean {
  return at + count <= bytes.length && isUtf8(bytes.subarray(at, at + count));
}

/** A name or path in the form that Node's file system calls take, the inverse of `nameOfBytes`. */
export function nativePath(name: string): string | Buffer {
  return name.isWellFormed() ? name : bytesOf(name);
}

function bytesOf(name: string): Buffer {
  const parts = [...name].map((character) => {
    const code = character.charCodeAt(0);
    const isEscape = character.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    return isEscape ? Buffer.of(code - 0xdc00) : Buffer.from(character);
  });
  return Buffer.concat(parts);
}

/** How many bytes the file system has for a name or path. */
export function byteLength(name: string): number {
  return name.isWellFormed() ? Buffer.byteLength(name) : bytesOf(name).length;
}

/** From here on the order of UTF-16 is not that of bytes, and U+FFFD may stand for bytes that are no UTF-8. */
const NEEDS_CARE = /[\ud800-\uffff]/;

/** Whether a string that Node decoded may hide bytes, or sorts otherwise than its bytes do. */
export function needsCare(name: string): boolean {
  return NEEDS_CARE.test(name);
}

/** Sorts by bytes, which no locale and no language changes. */
export function namesInByteOrder(names: Buffer[]): string[] {
  return names.sort(Buffer.compare).map(nameOfBytes);
}
