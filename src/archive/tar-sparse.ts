import { must } from '../errors.ts';
import { imageInvalid } from '../oci/invalid.ts';
import type { EntrySink } from './entry-sink.ts';
import type { PaxRecords } from './tar-pax.ts';

/** A stored part of a sparse file. The rest of the file is zeros. */
export interface SparsePart {
  readonly offset: number;
  readonly bytes: number;
}

/** A member stored without its holes. */
export interface Sparse {
  /** Bytes of the file, including holes. */
  readonly size: number;
  /** In the order of the file. Undefined if the stored bytes begin with the list (GNU format 1.0). */
  readonly parts: readonly SparsePart[] | undefined;
}

/** A sparse member with the number of its bytes in the archive. */
export interface StoredSparse extends Sparse {
  readonly stored: number;
}

/** @throws ObuilderError `image-invalid` if the list is known and does not fit */
export function storedSparse(sparse: Sparse, stored: number): StoredSparse {
  if (sparse.parts !== undefined) checkParts(sparse.parts, { size: sparse.size, stored });
  return { ...sparse, stored };
}

/** More parts than real files have. Each part costs memory. */
const MAX_PARTS = 65_536;

/** Maximum for a list in the stored bytes, as in Go's archive/tar. */
const MAX_LIST_BYTES = 1024 * 1024;

/** Returns the sparse file of a pax header in GNU's formats 0.0, 0.1 and 1.0; undefined for an ordinary file. */
export function paxSparse(pax: PaxRecords): Sparse | undefined {
  const major = pax.get('GNU.sparse.major');
  const size = pax.get('GNU.sparse.realsize') ?? pax.get('GNU.sparse.size');
  if (major === undefined && size === undefined) return undefined;
  if (size === undefined) throw imageInvalid('a sparse file has no size');
  if (major === '1') return { size: sparseNumber(size), parts: undefined };
  const map = pax.get('GNU.sparse.map');
  const numbers = map === undefined ? interleaved(pax) : split(map);
  return { size: sparseNumber(size), parts: partsOf(numbers.map(sparseNumber)) };
}

const split = (text: string) => (text === '' ? [] : text.split(','));

/** Format 0.0 has a record for each number; `parsePax` joins the records of a key. */
function interleaved(pax: PaxRecords): string[] {
  const offsets = split(pax.get('GNU.sparse.offset') ?? '');
  const bytes = split(pax.get('GNU.sparse.numbytes') ?? '');
  if (offsets.length !== bytes.length) throw imageInvalid('the list of a sparse file is incomplete');
  return offsets.flatMap((offset, index) => [offset, must(bytes[index], 'the bytes of a sparse part')]);
}

function sparseNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw imageInvalid('a number of a sparse file is malformed', { value: text.slice(0, 40) });
  return Number(text);
}

function partsOf(numbers: readonly number[]): readonly SparsePart[] {
  if (numbers.length % 2 !== 0) throw imageInvalid('the list of a sparse file is incomplete');
  if (numbers.length > 2 * MAX_PARTS) throw imageInvalid('a sparse file has too many parts');
  const parts: SparsePart[] = [];
  for (let at = 0; at < numbers.length; at += 2)
    parts.push({ offset: must(numbers[at], 'an offset'), bytes: must(numbers[at + 1], 'a length') });
  return parts;
}

/** @throws ObuilderError `image-invalid` if parts overlap, leave the file, or differ from the stored bytes */
function checkParts(parts: readonly SparsePart[], { size, stored }: { size: number; stored: number }): void {
  let end = 0;
  let sum = 0;
  for (const { offset, bytes } of parts) {
    if (offset < end || offset + bytes > size)
      throw imageInvalid('the parts of a sparse file do not fit into it');
    end = offset + bytes;
    sum += bytes;
  }
  if (sum !== stored) throw imageInvalid('the list of a sparse file does not match the stored bytes');
}

const ZEROS = Buffer.alloc(64 * 1024);

function leaveHole(sink: EntrySink, bytes: number): void {
  if (sink.hole !== undefined) {
    if (bytes > 0) sink.hole(bytes);
    return;
  }
  for (let left = bytes; left > 0; left -= ZEROS.length) sink.write(ZEROS.subarray(0, left));
}

/** Returns a sink for the stored bytes of a sparse member, which passes the whole file on to `sink`, holes as holes. */
export function expandSparse(sink: EntrySink, sparse: StoredSparse): EntrySink {
  let parts = sparse.parts;
  let list = parts === undefined ? new SparseList() : undefined;
  let index = 0;
  let position = 0;
  const data = (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      const part = parts?.[index];
      if (part === undefined) throw imageInvalid('a sparse file stores more bytes than listed');
      if (position < part.offset) {
        leaveHole(sink, part.offset - position);
        position = part.offset;
      }
      const count = Math.min(part.offset + part.bytes - position, chunk.length - at);
      if (count > 0) sink.write(chunk.subarray(at, at + count));
      at += count;
      position += count;
      if (position === part.offset + part.bytes) index += 1;
    }
  };
  const write = (chunk: Buffer) => {
    if (list === undefined) return data(chunk);
    const rest = list.take(chunk);
    if (rest === undefined) return;
    parts = partsOf(list.numbers);
    checkParts(parts, { size: sparse.size, stored: sparse.stored - list.bytes });
    list = undefined;
    data(rest);
  };
  const end = () => {
    if (list !== undefined) throw imageInvalid('the list of a sparse file is incomplete');
    leaveHole(sink, sparse.size - position);
    sink.end();
  };
  return { write, end, ...(sink.abandon ? { abandon: () => sink.abandon?.() } : {}) };
}

/** The list before the stored bytes in format 1.0: a count and decimal numbers, a line each, in whole blocks of 512 bytes. */
class SparseList {
  readonly numbers: number[] = [];
  bytes = 0;
  #wanted: number | undefined;
  #line = '';

  /** Returns the bytes after the list, if the list is complete; otherwise undefined. */
  take(chunk: Buffer): Buffer | undefined {
    for (let at = 0; at < chunk.length; at++) {
      if (this.#isWhole() && this.bytes % 512 === 0) return chunk.subarray(at);
      this.bytes += 1;
      if (this.bytes > MAX_LIST_BYTES) throw imageInvalid('the list of a sparse file is too long');
      if (!this.#isWhole()) this.#takeByte(chunk.readUInt8(at));
    }
    return this.#isWhole() && this.bytes % 512 === 0 ? Buffer.alloc(0) : undefined;
  }

  #isWhole(): boolean {
    return this.#wanted !== undefined && this.numbers.length === this.#wanted;
  }

  #takeByte(byte: number): void {
    if (byte !== 0x0a) {
      this.#line += String.fromCharCode(byte);
      if (this.#line.length > 15) throw imageInvalid('a number of a sparse file is malformed');
      return;
    }
    const number = sparseNumber(this.#line);
    this.#line = '';
    if (this.#wanted === undefined) this.#wanted = 2 * Math.min(number, MAX_PARTS + 1);
    else this.numbers.push(number);
  }
}
