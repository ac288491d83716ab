import { isUtf8 } from 'node:buffer';
import { must } from '../errors.ts';

/**
 * Converts a file name from bytes to a string. File names are bytes, and a string cannot hold every byte sequence. An
 * invalid byte becomes the lone surrogate U+DC80 to U+DCFF with its value, as in Python's `surrogateescape` (PEP 383).
 * Different names get different strings, and `JSON.stringify` keeps the strings intact.
 */
export function nameOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => isCharacter(bytes, at, count));
    name +=
      length === undefined
        ? String.fromCharCode(0xdc00 + must(bytes[at], 'a byte of a name'))
        : bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return name;
}

function isCharacter(bytes: Buffer, at: number, count: number): boolean {
  return at + count <= bytes.length && isUtf8(bytes.subarray(at, at + count));
}

/** Converts a name or path for Node's file system calls; the inverse of `nameOfBytes`. */
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

/** Returns the number of bytes of a name or path in the file system. */
export function byteLength(name: string): number {
  return name.isWellFormed() ? Buffer.byteLength(name) : bytesOf(name).length;
}

/** In this range UTF-16 and bytes have different orders, and U+FFFD may stand for invalid bytes. */
const NEEDS_CARE = /[\ud800-\uffff]/;

/** Whether a string decoded by Node may hide invalid bytes, or sorts differently from its bytes. */
export function needsCare(name: string): boolean {
  return NEEDS_CARE.test(name);
}

/** Sorts by bytes, so the order does not depend on a locale. */
export function namesInByteOrder(names: Buffer[]): string[] {
  return names.sort(Buffer.compare).map(nameOfBytes);
}
