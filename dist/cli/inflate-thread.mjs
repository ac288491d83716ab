// The thread behind inflate.ts: undoes the compression of what comes in, and hashes that and what goes out. It imports nothing of
// ours, since the bundler copies this file as it is.
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/** Large pieces: each one is a trip to another thread and back. */
const PIECE = 1024 * 1024;

/** @type {import('./inflate.ts').ThreadData} */
const { compression, algorithms, input, output } = workerData;
const port = parentPort ?? process.exit(1);
// With room for what the other side is slow to take, so that inflating goes on meanwhile.
const options = { chunkSize: PIECE, readableHighWaterMark: 4 * PIECE };
const decompressor = compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
const [blob, content] = [algorithms.blob, algorithms.content].map((name) => name && createHash(name));
const free = [...output.keys()];
/** @type {(() => void) | undefined} */
let onFree;

/** @param {import('./inflate.ts').FromThread} message */
const tell = (message) => port.postMessage(message);

/** Slots whose bytes the decompressor has not taken yet. */
const waiting = new Set();
/** @param {number} slot */
const giveBack = (slot) => {
  if (waiting.delete(slot)) tell({ kind: 'taken', slot });
};
let isOver = false;

const inputEnd = new Promise((resolve) => {
  port.on('message', (/** @type {import('./inflate.ts').ToThread} */ message) => {
    switch (message.kind) {
      case 'input': {
        const bytes = input[message.slot]?.subarray(0, message.length) ?? new Uint8Array();
        if (blob) blob.update(bytes);
        waiting.add(message.slot);
        // Behind the end of the compressed content there may be more, which is nobody's.
        if (isOver || !decompressor.writable) giveBack(message.slot);
        else decompressor.write(bytes, () => giveBack(message.slot));
        break;
      }
      case 'free':
        free.push(message.slot);
        onFree?.();
        break;
      default:
        decompressor.end();
        resolve(undefined);
    }
  });
});

/** @returns {Promise<number>} */
async function takeSlot() {
  for (;;) {
    const slot = free.pop();
    if (slot !== undefined) return slot;
    await new Promise((resolve) => {
      onFree = () => resolve(undefined);
    });
  }
}

let slot = await takeSlot();
let filled = 0;
for await (const chunk of decompressor) {
  if (content) content.update(chunk);
  for (let at = 0; at < chunk.length; ) {
    const space = output[slot]?.subarray(filled) ?? new Uint8Array();
    const part = chunk.subarray(at, at + space.length);
    space.set(part);
    filled += part.length;
    at += part.length;
    if (part.length < space.length) break;
    tell({ kind: 'output', slot, length: filled });
    slot = await takeSlot();
    filled = 0;
  }
}
tell({ kind: 'output', slot, length: filled });
isOver = true;
// A decompressor that has enough does not say so of what it was given since.
for (const slot of [...waiting]) giveBack(slot);
await inputEnd;
/** @param {typeof blob} hash @param {string | undefined} algorithm */
const digestOf = (hash, algorithm) => (hash ? `${algorithm}:${hash.digest('hex')}` : '');
tell({ kind: 'end', blob: digestOf(blob, algorithms.blob), content: digestOf(content, algorithms.content) });
port.close();
