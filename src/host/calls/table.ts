/** The bytes of a call in a table, and of a number there. */
export const CALL_SIZE = 64;
export const WORD = 8;

/** The numbers of each call on x64 and arm64, from the kernel's tables. */
const NUMBERS = {
  read: [0, 63],
  write: [1, 64],
  openat: [257, 56],
  dup3: [292, 24],
  close_range: [436, 436],
  syncfs: [306, 267],
  renameat2: [316, 276],
  unlinkat: [263, 35],
  llistxattr: [195, 12],
  lremovexattr: [198, 15],
  utimensat: [280, 88],
  fchownat: [260, 54],
  chdir: [80, 49],
  fchdir: [81, 50],
  chroot: [161, 51],
  umount2: [166, 39],
  mount: [165, 40],
  prctl: [157, 167],
  setfsuid: [122, 151],
  setfsgid: [123, 152],
  umask: [95, 166],
  ioctl: [16, 29],
  socket: [41, 198],
  connect: [42, 203],
  sendto: [44, 206],
  sendmsg: [46, 211],
  bind: [49, 200],
  listen: [50, 201],
  setsockopt: [54, 208],
  setns: [308, 268],
  bpf: [321, 280],
  unshare: [272, 97],
  execve: [59, 221],
  exit: [60, 93],
  open_tree: [428, 428],
  move_mount: [429, 429],
  mount_setattr: [442, 442],
  /** No call: ends a table of `server.ts`. */
  end: [-1, -1],
} as const;

export type CallName = keyof typeof NUMBERS;

/**
 * A number, or the address of a text (with a final null byte), of bytes, of a list of texts in the form of execve(2), or of a
 * structure.
 */
export type Argument = number | string | Uint8Array | readonly string[] | Structure;

/** Bytes with pointers inside, by their offsets. */
export interface Structure {
  readonly bytes: Uint8Array;
  readonly pointers: Readonly<Record<number, Exclude<Argument, number>>>;
}

export interface Call {
  readonly name: CallName;
  readonly args: readonly Argument[];
  /** The result replaces the first argument of the next call. */
  readonly feedsNext?: boolean;
}

/**
 * Returns a table for the machine code of `program.ts` and `server.ts`: the calls, a word for unused results, and the targets of
 * pointer arguments.
 *
 * @param start the address of the table in the program's memory
 */
export function callTable(machine: string, calls: readonly Call[], start: number): Uint8Array {
  const unused = start + calls.length * CALL_SIZE;
  const store = new Store(unused + WORD);
  const table = Buffer.alloc(calls.length * CALL_SIZE + WORD);
  for (const [index, { name, args, feedsNext }] of calls.entries()) {
    const at = index * CALL_SIZE;
    writeWord(table, at, NUMBERS[name][machine === 'arm64' ? 1 : 0]);
    writeWord(table, at + WORD, feedsNext ? start + at + CALL_SIZE + 2 * WORD : unused);
    let place = at + 2 * WORD;
    for (const argument of args) {
      writeWord(table, place, typeof argument === 'number' ? argument : store.add(argument));
      place += WORD;
    }
  }
  return Buffer.concat([table, ...store.parts]);
}

/** Writes a whole number, which may be negative. Two halves are several times quicker than a `bigint`. */
function writeWord(bytes: Buffer, at: number, value: number): void {
  bytes.writeInt32LE(value | 0, at);
  bytes.writeInt32LE(Math.floor(value / 2 ** 32), at + 4);
}

/** Collects the targets of pointers in consecutive memory. Bytes given twice have one place: a call may write what a call before has read. */
class Store {
  readonly parts: Uint8Array[] = [];
  readonly #places = new Map<Uint8Array, number>();
  #next: number;

  constructor(start: number) {
    this.#next = start;
  }

  add(value: Exclude<Argument, number>): number {
    if (typeof value === 'string') return this.#put(Buffer.from(`${value}\0`));
    if (value instanceof Uint8Array) return this.#places.get(value) ?? this.#put(value);
    if ('pointers' in value) return this.#put(this.#filled(value));
    const pointers = [...value.map((text) => this.add(text)), 0];
    const bytes = Buffer.alloc(pointers.length * WORD);
    for (const [index, pointer] of pointers.entries()) writeWord(bytes, index * WORD, pointer);
    return this.#put(bytes);
  }

  #filled({ bytes, pointers }: Structure): Uint8Array {
    const filled = Buffer.from(bytes);
    for (const [offset, target] of Object.entries(pointers))
      writeWord(filled, Number(offset), this.add(target));
    return filled;
  }

  #put(bytes: Uint8Array): number {
    const address = this.#next;
    this.#places.set(bytes, address);
    const rest = bytes.length % WORD;
    this.parts.push(bytes);
    if (rest > 0) this.parts.push(PADDING.subarray(rest));
    this.#next += bytes.length + (rest > 0 ? WORD - rest : 0);
    return address;
  }
}

const PADDING = Buffer.alloc(WORD);
