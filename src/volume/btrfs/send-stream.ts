import { ObuilderError } from '../../errors.ts';

/** A command of a stream of `btrfs send`. Paths have one character (U+0000 to U+00FF) a byte. */
export interface SendCommand {
  readonly isRename: boolean;
  /** The path at this point of the stream. */
  readonly path: string;
  /** The new path of a rename. */
  readonly target: string | undefined;
}

const MAGIC = 'btrfs-stream\0';
/** The magic text and the version. */
const START_BYTES = MAGIC.length + 4;
/** Of a command: the length of its attributes, the kind, and a checksum. */
const HEAD_BYTES = 10;
/** Numbers of fs/btrfs/send.h. */
const SUBVOLUME = 1;
const SNAPSHOT = 2;
const RENAME = 9;
const END = 21;
const PATH = 15;
const PATH_TO = 16;
/** Far above the longest command without data. */
const MAX_COMMAND_BYTES = 1024 ** 2;

/** Reads a stream of `btrfs send`, in pieces of any size. */
export class SendReader {
  readonly #onCommand: (command: SendCommand) => void;
  #rest: Buffer = Buffer.alloc(0);
  #isStarted = false;
  /** Whether the end of the stream was read. */
  isWhole = false;

  constructor(onCommand: (command: SendCommand) => void) {
    this.#onCommand = onCommand;
  }

  /** @throws ObuilderError `tool-failed` for something else than a stream */
  write(chunk: Buffer): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#isStarted) {
      if (bytes.length < START_BYTES) {
        this.#rest = bytes;
        return;
      }
      if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw malformed();
      this.#isStarted = true;
      bytes = bytes.subarray(START_BYTES);
    }
    while (bytes.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + bytes.readUInt32LE();
      if (end > MAX_COMMAND_BYTES) throw malformed();
      if (bytes.length < end) break;
      this.#take(bytes.readUInt16LE(4), bytes.subarray(HEAD_BYTES, end));
      bytes = bytes.subarray(end);
    }
    this.#rest = bytes;
  }

  #take(kind: number, attributes: Buffer): void {
    if (kind === END) this.isWhole = true;
    // Their path is the name of the subvolume.
    if (kind === END || kind === SUBVOLUME || kind === SNAPSHOT) return;
    const texts = new Map<number, string>();
    for (let at = 0; at + 4 <= attributes.length; ) {
      const start = at + 4;
      const end = start + attributes.readUInt16LE(at + 2);
      if (end > attributes.length) throw malformed();
      texts.set(attributes.readUInt16LE(at), attributes.toString('latin1', start, end));
      at = end;
    }
    const path = texts.get(PATH);
    if (path === undefined) throw malformed();
    this.#onCommand({ isRename: kind === RENAME, path, target: texts.get(PATH_TO) });
  }
}

const malformed = () =>
  new ObuilderError('tool-failed', 'btrfs send wrote something else than a stream', { program: 'btrfs' });
