/** Text held back, in the original chunks, so that adding costs nothing. */
export interface LogBuffer {
  /** Characters held. */
  readonly length: number;
  add(text: string): void;
  /** Returns everything held as a single text and empties the buffer. */
  take(): string;
}

/** With a limit, keeps only the end of the text: at least `limit` characters, less than twice as many a chunk. */
export function logBuffer(limit = Number.POSITIVE_INFINITY): LogBuffer {
  let chunks: string[] = [];
  let length = 0;

  function add(text: string): void {
    if (text === '') return;
    const kept = text.length > limit ? text.slice(-limit) : text;
    chunks.push(kept);
    length += kept.length;
    while (chunks[0] !== undefined && length - chunks[0].length >= limit) {
      length -= chunks[0].length;
      chunks.shift();
    }
  }

  function take(): string {
    const text = chunks.join('');
    chunks = [];
    length = 0;
    return text;
  }

  return {
    get length() {
      return length;
    },
    add,
    take,
  };
}
