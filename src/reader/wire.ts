/**
 * How a worker and its reader talk: each message is a head of JSON and bytes behind the head. Two lengths of four bytes
 * come first.
 */
export interface Message {
  readonly head: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

const LENGTHS = 8;
/** A context of a million files has a manifest of this size. */
const LARGEST_HEAD = 256 * 1024 ** 2;
/** What a reader gives at once is smaller than this. */
const LARGEST_BYTES = 8 * 1024 ** 2;

/** A message as the pieces to write one after the other. */
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
 * Takes a stream in any pieces and gives the messages in it.
 *
 * @throws Error from the returned function for lengths beyond the bounds, and for a head that is no JSON object
 */
export function decoder(onMessage: (message: Message) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = LENGTHS;
  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const all = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
      const { used, next } = takeMessages(all, onMessage);
      chunks = used === all.length ? [] : [all.subarray(used)];
      held = all.length - used;
      wanted = next;
    }
  };
}

/** Gives every whole message of `all`; tells what was used, and how many bytes the next one needs. */
function takeMessages(all: Buffer, onMessage: (message: Message) => void): { used: number; next: number } {
  let used = 0;
  for (;;) {
    const rest = all.length - used;
    if (rest < LENGTHS) return { used, next: LENGTHS };
    const ofHead = all.readUInt32LE(used);
    const ofBytes = all.readUInt32LE(used + 4);
    if (ofHead > LARGEST_HEAD || ofBytes > LARGEST_BYTES) throw new Error('a message is too large');
    const whole = LENGTHS + ofHead + ofBytes;
    if (rest < whole) return { used, next: whole };
    const start = used + LENGTHS;
    const head: unknown = JSON.parse(all.toString('utf8', start, start + ofHead));
    if (typeof head !== 'object' || head === null) throw new Error('a message is no object');
    used += whole;
    onMessage({ head: { ...head }, bytes: all.subarray(start + ofHead, used) });
  }
}
