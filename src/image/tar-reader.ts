import { imageInvalid } from './invalid.ts';
import { BLOCK, describeEntry, type RawHeader, readHeader, type TarEntry } from './tar-header.ts';
import { type PaxRecords, parsePax } from './tar-pax.ts';

/** Takes the bytes of one file of the archive. `end` comes when there were as many as the header says. */
export interface EntrySink {
  write(chunk: Buffer): void;
  end(): void;
  /** Instead of `end`, when no more bytes will come: lets go of what is open. */
  abandon?(): void;
}

/** Told of each member in order; its bytes go to the sink it gives, or nowhere. */
export type OnEntry = (entry: TarEntry) => EntrySink | undefined;

const LARGEST_EXTENDED_HEADER = 4 * 1024 * 1024;
const NOTHING: PaxRecords = new Map();

/**
 * Reads a tar archive (ustar, pax, GNU) that is pushed in, piece by piece and without a pause, so that small files cost
 * no turn of the event loop. It is our own because attributes such as `security.capability` are bytes, which tar-stream
 * gives as text, and because it leaves sparse files unnoticed.
 */
export class TarReader {
  readonly #onEntry: OnEntry;
  readonly #block = Buffer.alloc(BLOCK);
  #filled = 0;
  /** Bytes of the current member that are still to come. */
  #body = 0;
  #padding = 0;
  #sink: EntrySink | undefined;
  #zeroBlocks = 0;
  #pax: PaxRecords | undefined;
  #global: PaxRecords = NOTHING;
  #longPath: string | undefined;
  #longTarget: string | undefined;

  constructor(onEntry: OnEntry) {
    this.#onEntry = onEntry;
  }

  /** How many of the next bytes nobody wants: a caller that can seek may `skip` them. */
  get unwanted(): number {
    return this.#sink === undefined ? this.#body + this.#padding : 0;
  }

  skip(bytes: number): void {
    const fromBody = Math.min(bytes, this.#body);
    this.#body -= fromBody;
    this.#padding -= bytes - fromBody;
  }

  /** @throws ObuilderError `image-invalid`, and whatever `onEntry` and the sinks throw */
  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.#zeroBlocks < 2) {
      if (this.#body > 0) at += this.#takeBody(chunk, at);
      else if (this.#padding > 0) {
        const count = Math.min(this.#padding, chunk.length - at);
        this.#padding -= count;
        at += count;
      } else at += this.#takeHeader(chunk, at);
    }
  }

  /** @throws ObuilderError `image-invalid` when the archive ended in the middle of a member */
  end(): void {
    if (this.#body === 0 && this.#filled === 0 && this.#padding === 0) return;
    throw imageInvalid('the archive ends in the middle of a file');
  }

  /** Lets go of the file in the middle of which reading was given up, if there is one. */
  abandon(): void {
    this.#sink?.abandon?.();
    this.#sink = undefined;
  }

  #takeBody(chunk: Buffer, at: number): number {
    const count = Math.min(this.#body, chunk.length - at);
    this.#sink?.write(chunk.subarray(at, at + count));
    this.#body -= count;
    if (this.#body === 0) this.#endBody();
    return count;
  }

  #endBody(): void {
    const sink = this.#sink;
    sink?.end();
    this.#sink = undefined;
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const count = chunk.copy(this.#block, this.#filled, at, at + BLOCK - this.#filled);
    this.#filled += count;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      const header = readHeader(this.#block);
      if (header === undefined) this.#zeroBlocks += 1;
      else this.#begin(header);
    }
    return count;
  }

  #begin(header: RawHeader): void {
    this.#zeroBlocks = 0;
    if (header.size < 0) throw imageInvalid('a size in a tar header is negative');
    const store = this.#extension(header.type);
    if (store !== undefined) {
      this.#expect(header.size, collect(header.size, store));
      return;
    }
    const pax = this.#pax ?? this.#global;
    const entry = describeEntry(header, {
      pax,
      ...(this.#longPath === undefined ? {} : { longPath: this.#longPath }),
      ...(this.#longTarget === undefined ? {} : { longTarget: this.#longTarget }),
    });
    this.#pax = undefined;
    this.#longPath = undefined;
    this.#longTarget = undefined;
    this.#expect(entry.size, this.#onEntry(entry));
  }

  #expect(size: number, sink: EntrySink | undefined): void {
    this.#body = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
    this.#sink = sink;
    if (size === 0) this.#endBody();
  }

  /** Where the content of an extended header goes; undefined for a member. */
  #extension(type: string): ((bytes: Buffer) => void) | undefined {
    switch (type) {
      case 'x':
        return (bytes) => {
          this.#pax = new Map([...this.#global, ...parsePax(bytes)]);
        };
      case 'g':
        return (bytes) => {
          this.#global = new Map([...this.#global, ...parsePax(bytes)]);
        };
      case 'L':
        return (bytes) => {
          this.#longPath = untilZero(bytes);
        };
      case 'K':
        return (bytes) => {
          this.#longTarget = untilZero(bytes);
        };
      default:
        return undefined;
    }
  }
}

function untilZero(bytes: Buffer): string {
  const zero = bytes.indexOf(0);
  return bytes.toString('latin1', 0, zero < 0 ? bytes.length : zero);
}

function collect(size: number, store: (bytes: Buffer) => void): EntrySink {
  if (size > LARGEST_EXTENDED_HEADER) throw imageInvalid('an extended tar header is too large');
  const bytes = Buffer.alloc(size);
  let filled = 0;
  return {
    write: (chunk) => {
      filled += chunk.copy(bytes, filled);
    },
    end: () => store(bytes),
  };
}
