/**
 * A message between a worker and its reader. On the wire: the lengths of head and bytes (32-bit little-endian each), the
 * head as JSON, the bytes.
 */
export interface Message {
  readonly head: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

const LENGTHS = 8;
/** Bytes, the size of the manifest of a million files. */
const MAX_HEAD = 256 * 1024 ** 2;
/** Bytes. Every part of a reader is smaller. */
const MAX_BYTES = 8 * 1024 ** 2;

/** Returns a message as pieces to write in sequence. */
export function encode(head: object, bytes: readonly Uint8Array[] = []): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.allocUnsafe(LENGTHS);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(
    bytes.reduce((sum, { length }) => sum + length, 0),
    4,
  );
  return [lengths, text, ...bytes];
}

/**
 * Returns a function that takes a stream in pieces of any size and calls `onMessage` for each message.
 *
 * @param maxHead bytes; parsed JSON takes many times this memory
 * @throws Error from the returned function for excessive lengths, and for a head that is no JSON object
 */
export function decoder(
  onMessage: (message: Message) => void,
  maxHead: number = MAX_HEAD,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = LENGTHS;
  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const all = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
      const { used, next } = takeMessages(all, { onMessage, maxHead });
      chunks = used === all.length ? [] : [all.subarray(used)];
      held = all.length - used;
      wanted = next;
    }
  };
}

/** Passes on every whole message of `all`. Returns the number of used bytes, and the length of the next message. */
function takeMessages(
  all: Buffer,
  { onMessage, maxHead }: { readonly onMessage: (message: Message) => void; readonly maxHead: number },
): { used: number; next: number } {
  let used = 0;
  for (;;) {
    const rest = all.length - used;
    if (rest < LENGTHS) return { used, next: LENGTHS };
    const ofHead = all.readUInt32LE(used);
    const ofBytes = all.readUInt32LE(used + 4);
    if (ofHead > maxHead || ofBytes > MAX_BYTES) throw new Error('a message is too large');
    const whole = LENGTHS + ofHead + ofBytes;
    if (rest < whole) return { used, next: whole };
    const start = used + LENGTHS;
    const head: unknown = JSON.parse(all.toString('utf8', start, start + ofHead));
    if (typeof head !== 'object' || head === null) throw new Error('a message is no object');
    used += whole;
    onMessage({ head: { ...head }, bytes: all.subarray(start + ofHead, used) });
  }
}
