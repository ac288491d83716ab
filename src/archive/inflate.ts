import { algorithmOf, expectDigest } from '../oci/digest.ts';
import type { Bytes, Unpacking } from './bytes.ts';
import type { Compression } from './decompress.ts';
import { cutAtFrames, type FramePiece } from './zstd-frames.ts';

/** Both threads share this memory and use it again: fresh pieces would cost page faults and garbage collections. */
const OUTPUT = { slots: 8, bytes: 1024 * 1024 };
/** Enough for the bytes of a fast registry while the thread starts. Bytes read early do not delay the writing of files. */
const INPUT = { slots: 16, bytes: 1024 * 1024 };

export interface ThreadData {
  readonly compression: Exclude<Compression, 'none'>;
  /** Hash algorithms for the compressed bytes and the content; undefined if no digest is expected. */
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

/** The sink's pieces are slots of shared memory, which are used again. */
interface Inflating extends Omit<Unpacking, 'size'> {
  readonly compression: Exclude<Compression, 'none'>;
}

/**
 * Decompresses in a separate thread, which also hashes compressed bytes and content. Reads `bytes` to the end, even after
 * the end of the compressed content.
 * @throws ObuilderError `image-invalid` for a wrong digest, and the errors of `sink`
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
    thread.on('exit', () => reject(new Error('the decompressing thread ended too soon')));
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
    if (digests.content !== undefined) expectDigest(found.content, digests.content, 'the content');
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

/** Fills free input slots and sends them to the thread. No slot has parts of two frames. */
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

  /** Drops all further bytes, but still reads them to the end. */
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
