import { algorithmOf, expectDigest } from '../oci/digest.ts';
import type { Bytes, Unpacking } from './bytes.ts';
import type { Compression } from './decompress.ts';
import { cutAtFrames, type FramePiece } from './zstd-frames.ts';

/** Memory that both threads see is written anew again and again: fresh pieces would cost page faults and collections. */
const OUTPUT = { slots: 8, bytes: 1024 * 1024 };
/** As much as comes from a fast registry while the thread starts: what is read then need not be read while files are written. */
const INPUT = { slots: 64, bytes: 256 * 1024 };

export interface ThreadData {
  readonly compression: Exclude<Compression, 'none'>;
  /** What to hash the bytes that come in and the content with, where anybody wants to know. */
  readonly algorithms: { readonly blob: string | undefined; readonly content: string | undefined };
  readonly input: readonly Uint8Array[];
  readonly output: readonly Uint8Array[];
}

export type ToThread =
  | { readonly kind: 'input'; readonly slot: number; readonly length: number }
  | { readonly kind: 'free'; readonly slot: number }
  | { readonly kind: 'inputEnd' };

export type FromThread =
  | { readonly kind: 'taken'; readonly slot: number }
  | { readonly kind: 'output'; readonly slot: number; readonly length: number }
  | { readonly kind: 'end'; readonly blob: string; readonly content: string };

type End = Extract<FromThread, { readonly kind: 'end' }>;

/** The sink's pieces are memory that is used again. */
interface Inflating extends Omit<Unpacking, 'size'> {
  readonly compression: Exclude<Compression, 'none'>;
}

/**
 * Undoes the compression in a thread of its own, which also hashes what comes in and the content. Reads `bytes` to their end,
 * also behind the end of the compressed content.
 * @throws ObuilderError `image-invalid` when a digest is another, and whatever `sink` throws
 */
export async function inflateInThread(
  bytes: Bytes,
  { compression, digests, sink }: Inflating,
): Promise<void> {
  const [input, output] = [sharedSlots(INPUT), sharedSlots(OUTPUT)];
  const algorithms = {
    blob: digests.blob && algorithmOf(digests.blob),
    content: digests.content && algorithmOf(digests.content),
  };
  const workerData: ThreadData = { compression, algorithms, input, output };
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const thread = new Worker(new URL('./inflate-thread.mjs', import.meta.url), { workerData });
  const tell = (message: ToThread) => thread.postMessage(message);
  const feeder = new Feeder(input, tell);
  const end = new Promise<End>((resolve, reject) => {
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('the thread that decompresses ended too soon')));
    thread.on('message', (message: FromThread) => {
      try {
        if (message.kind === 'taken') feeder.giveBack(message.slot);
        else if (message.kind === 'end') resolve(message);
        else {
          sink(Buffer.from(output[message.slot]?.buffer ?? new ArrayBuffer(), 0, message.length));
          tell({ kind: 'free', slot: message.slot });
        }
      } catch (error) {
        reject(error);
      }
    });
  });
  try {
    const pieces = compression === 'zstd' ? cutAtFrames(bytes) : whole(bytes);
    const [found] = await Promise.all([end.finally(() => feeder.stop()), feeder.feed(pieces)]);
    if (digests.blob !== undefined) expectDigest(found.blob, digests.blob, 'the blob');
    if (digests.content !== undefined) expectDigest(found.content, digests.content, 'its content');
  } finally {
    await thread.terminate();
  }
}

function sharedSlots({ slots, bytes }: { readonly slots: number; readonly bytes: number }): Uint8Array[] {
  return Array.from({ length: slots }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
}

async function* whole(bytes: Bytes): AsyncGenerator<FramePiece> {
  for await (const chunk of bytes) yield { bytes: chunk, endsFrame: false };
}

/** Fills the input slots and sends them, as they come free. The decompressor gets no slot with parts of two frames. */
class Feeder {
  readonly #slots: readonly Uint8Array[];
  readonly #tell: (message: ToThread) => void;
  readonly #free: number[];
  #isStopped = false;
  #onChange: (() => void) | undefined;

  constructor(slots: readonly Uint8Array[], tell: (message: ToThread) => void) {
    this.#slots = slots;
    this.#tell = tell;
    this.#free = [...slots.keys()];
  }

  giveBack(slot: number): void {
    this.#free.push(slot);
    this.#onChange?.();
  }

  /** From here on nobody wants the bytes; they are still read. */
  stop(): void {
    this.#isStopped = true;
    this.#onChange?.();
  }

  async feed(pieces: AsyncIterable<FramePiece>): Promise<void> {
    let slot = await this.#take();
    let filled = 0;
    for await (const { bytes: chunk, endsFrame } of pieces) {
      for (let at = 0; at < chunk.length && !this.#isStopped; ) {
        const space = this.#slots[slot]?.subarray(filled) ?? new Uint8Array();
        const part = chunk.subarray(at, at + space.length);
        space.set(part);
        filled += part.length;
        at += part.length;
        if (part.length < space.length) break;
        this.#tell({ kind: 'input', slot, length: filled });
        slot = await this.#take();
        filled = 0;
      }
      if (!endsFrame || filled === 0 || this.#isStopped) continue;
      this.#tell({ kind: 'input', slot, length: filled });
      slot = await this.#take();
      filled = 0;
    }
    this.#tell({ kind: 'input', slot, length: filled });
    this.#tell({ kind: 'inputEnd' });
  }

  async #take(): Promise<number> {
    for (;;) {
      const slot = this.#free.pop();
      if (slot !== undefined || this.#isStopped) return slot ?? 0;
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }
}
