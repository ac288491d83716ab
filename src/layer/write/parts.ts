import type { EntrySink } from '../../archive/entry-sink.ts';
import { layerImpossible } from '../impossible.ts';

/** A part of a file that is stored. The rest is zeros. */
export interface Part {
  readonly offset: number;
  readonly bytes: number;
}

const BLOCK = 64 * 1024;
const ZEROS = Buffer.alloc(BLOCK);
/** Far below the 1 MiB that programs read as a list. */
const MAX_PARTS = 20_000;
/** Bytes. The zeros of a stored gap come all at once. */
const MAX_GAP = 4 * 1024 ** 2;

/** Finds the blocks of a file that are not all zeros, wherever the file system has holes. Takes the whole file. */
export class PartFinder implements EntrySink {
  #parts: Part[] = [];
  #position = 0;
  /** Whether the current block has another byte than zero. */
  #isData = false;
  /** Smaller gaps between parts are stored; grows with the number of parts. */
  #minGap = 0;
  readonly #path: string;

  /** @param path of the file, for errors */
  constructor(path: string) {
    this.#path = path;
  }

  write(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      const slice = chunk.subarray(at, at + BLOCK - (this.#position % BLOCK));
      this.#isData ||= !slice.equals(ZEROS.subarray(0, slice.length));
      this.#pass(slice.length);
      at += slice.length;
    }
  }

  hole(bytes: number): void {
    const toEnd = Math.min(bytes, BLOCK - (this.#position % BLOCK));
    this.#pass(toEnd);
    this.#position += bytes - toEnd;
  }

  end(): void {
    this.#endBlock(this.#position - (this.#position % BLOCK));
  }

  /** After `end`: the parts in the order of the file. */
  parts(): readonly Part[] {
    return this.#parts;
  }

  #pass(bytes: number): void {
    this.#position += bytes;
    if (this.#position % BLOCK === 0) this.#endBlock(this.#position - BLOCK);
  }

  #endBlock(offset: number): void {
    if (!this.#isData) return;
    this.#isData = false;
    this.#parts = joined(this.#parts, { offset, bytes: this.#position - offset }, this.#minGap);
    while (this.#parts.length > MAX_PARTS) {
      if (this.#minGap >= MAX_GAP) throw layerImpossible(this.#path, 'it has too many holes');
      this.#minGap = Math.max(2 * this.#minGap, BLOCK);
      const parts = this.#parts;
      this.#parts = [];
      for (const part of parts) this.#parts = joined(this.#parts, part, this.#minGap);
    }
  }
}

/** Adds a part to the list, or makes the last part longer. */
function joined(parts: Part[], part: Part, minGap: number): Part[] {
  const last = parts.at(-1);
  if (last === undefined || part.offset - last.offset - last.bytes > minGap) parts.push(part);
  else parts[parts.length - 1] = { offset: last.offset, bytes: part.offset + part.bytes - last.offset };
  return parts;
}

/** Returns a sink for a whole file that passes on the given parts only. */
export function partsOnly(parts: readonly Part[], pass: (bytes: Buffer) => void): EntrySink {
  let position = 0;
  let index = 0;
  /** Takes the next bytes of the file; `chunk` is undefined for zeros. */
  const take = (length: number, chunk: Buffer | undefined) => {
    const end = position + length;
    for (let part = parts[index]; part !== undefined && part.offset < end; part = parts[index]) {
      const from = Math.max(part.offset, position);
      const to = Math.min(part.offset + part.bytes, end);
      if (chunk === undefined) passZeros(to - from, pass);
      else pass(chunk.subarray(from - position, to - position));
      if (to < part.offset + part.bytes) break;
      index += 1;
    }
    position = end;
  };
  return {
    write: (chunk) => take(chunk.length, chunk),
    hole: (bytes) => take(bytes, undefined),
    end: () => undefined,
  };
}

function passZeros(bytes: number, pass: (bytes: Buffer) => void): void {
  for (let left = bytes; left > 0; left -= BLOCK) pass(ZEROS.subarray(0, left));
}
