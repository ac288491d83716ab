import { ObuilderError } from '../../errors.ts';
import { DATA_START, executable } from '../elf.ts';

/**
 * Programs that make a list of system calls in order, and end at the first failure. Node cannot make most of these calls, and other
 * programs would have to be installed, or start more slowly than the calls run. The machine code is a loop over a table, the
 * program's data:
 *
 *     call: number, address for the result, six arguments
 *
 * After a failure, the program writes two numbers to the file descriptor `REPORT`: the address of the table entry, and the result.
 */
const CODE: Readonly<Record<string, { readonly machine: number; readonly code: string }>> = {
  x64: {
    machine: 62,
    code: `
      bb00025000                         ; mov ebx,DATA_START
      488b03                             ; next: mov rax,[rbx]
      488b7b10 488b7318 488b5320         ; mov rdi,[rbx+16]; mov rsi,[rbx+24]; mov rdx,[rbx+32]
      4c8b5328 4c8b4330 4c8b4b38         ; mov r10,[rbx+40]; mov r8,[rbx+48]; mov r9,[rbx+56]
      0f05                               ; syscall
      488b4b08 488901                    ; mov rcx,[rbx+8]; mov [rcx],rax
      483d01f0ffff 7306                  ; cmp rax,-4095; jae failed
      4883c340 ebce                      ; add rbx,64; jmp next
      be00025000 48891e 48894608         ; failed: mov esi,DATA_START; mov [rsi],rbx; mov [rsi+8],rax
      bf09000000 ba10000000 b801000000 0f05 ; mov edi,9; mov edx,16; mov eax,1 (write); syscall
      bf7d000000 b83c000000 0f05         ; mov edi,125; mov eax,60 (exit); syscall`,
  },
  arm64: {
    machine: 183,
    code: `
      130aa0d2 73020891                  ; mov x19,0x500000; add x19,x19,0x200: DATA_START
      680240f9                           ; next: ldr x8,[x19]
      600641a9 620e42a9 641643a9         ; ldp x0,x1,[x19,16]; ldp x2,x3,[x19,32]; ldp x4,x5,[x19,48]
      010000d4                           ; svc 0
      690640f9 200100f9                  ; ldr x9,[x19,8]; str x0,[x9]
      1ffc3fb1 62000054                  ; cmn x0,4095; b.hs failed
      73020191 f6ffff17                  ; add x19,x19,64; b next
      010aa0d2 21000891 330000a9         ; failed: mov x1,0x500000; add x1,x1,0x200; stp x19,x0,[x1]
      200180d2 020280d2 080880d2 010000d4 ; mov x0,9; mov x2,16; mov x8,64 (write); svc 0
      a00f80d2 a80b80d2 010000d4         ; mov x0,125; mov x8,93 (exit); svc 0`,
  },
};

/** The numbers of each call on x64 and arm64, from the kernel's tables. */
const NUMBERS = {
  read: [0, 63],
  write: [1, 64],
  openat: [257, 56],
  dup3: [292, 24],
  unlinkat: [263, 35],
  fchownat: [260, 54],
  chdir: [80, 49],
  umount2: [166, 39],
  mount: [165, 40],
  prctl: [157, 167],
  setfsuid: [122, 151],
  setfsgid: [123, 152],
  umask: [95, 166],
  unshare: [272, 97],
  execve: [59, 221],
  exit: [60, 93],
  open_tree: [428, 428],
  move_mount: [429, 429],
  mount_setattr: [442, 442],
} as const;

export type CallName = keyof typeof NUMBERS;

/** A number, or the address of a text (with a final null byte), of bytes, or of a list of texts in the form of execve(2). */
export type Argument = number | string | Uint8Array | readonly string[];

export interface Call {
  readonly name: CallName;
  readonly args: readonly Argument[];
  /** The result replaces the first argument of the next call. */
  readonly feedsNext?: boolean;
}

/** The file descriptor for the report of a failure. */
export const REPORT = 9;

const CALL_SIZE = 64;
const WORD = 8;

/**
 * Returns the executable that makes these calls.
 *
 * @param machine the name of an architecture in Node
 * @throws ObuilderError `sandbox-failed` for an architecture without machine code
 */
export function callProgram(machine: string, calls: readonly Call[]): Uint8Array {
  const found = CODE[machine];
  if (found === undefined) {
    throw new ObuilderError('sandbox-failed', `there is no machine code for ${machine}`, { value: machine });
  }
  const text = Buffer.from(found.code.replace(/;.*$/gm, '').replace(/\s+/g, ''), 'hex');
  return executable({ machine: found.machine, text, data: tableOf(machine, calls) });
}

/** Parses a report: the index of the failed call, and the error number. Returns undefined for an incomplete report. */
export function readReport(
  report: Uint8Array,
): { readonly call: number; readonly errno: number } | undefined {
  if (report.length < 2 * WORD) return undefined;
  const view = new DataView(report.buffer, report.byteOffset, report.length);
  const address = Number(view.getBigUint64(0, true));
  return { call: (address - DATA_START) / CALL_SIZE, errno: -Number(view.getBigInt64(WORD, true)) };
}

/** Returns the table, a word for unused results, and the targets of pointer arguments. */
function tableOf(machine: string, calls: readonly Call[]): Uint8Array {
  const unused = DATA_START + calls.length * CALL_SIZE;
  const store = new Store(unused + WORD);
  const table = Buffer.alloc(calls.length * CALL_SIZE + WORD);
  for (const [index, { name, args, feedsNext }] of calls.entries()) {
    const at = index * CALL_SIZE;
    table.writeBigInt64LE(BigInt(NUMBERS[name][machine === 'arm64' ? 1 : 0]), at);
    const result = feedsNext ? DATA_START + at + CALL_SIZE + 2 * WORD : unused;
    table.writeBigInt64LE(BigInt(result), at + WORD);
    for (const [place, argument] of args.entries()) {
      const value = typeof argument === 'number' ? argument : store.add(argument);
      table.writeBigInt64LE(BigInt(value), at + (2 + place) * WORD);
    }
  }
  return Buffer.concat([table, ...store.parts]);
}

/** Collects the targets of pointers in consecutive memory. */
class Store {
  readonly parts: Uint8Array[] = [];
  #next: number;

  constructor(start: number) {
    this.#next = start;
  }

  add(value: Exclude<Argument, number>): number {
    if (typeof value === 'string') return this.#put(Buffer.from(`${value}\0`));
    if (value instanceof Uint8Array) return this.#put(value);
    const pointers = [...value.map((text) => this.add(text)), 0];
    const bytes = Buffer.alloc(pointers.length * WORD);
    for (const [index, pointer] of pointers.entries()) bytes.writeBigUInt64LE(BigInt(pointer), index * WORD);
    return this.#put(bytes);
  }

  #put(bytes: Uint8Array): number {
    const address = this.#next;
    const padded = Buffer.alloc(Math.ceil(bytes.length / WORD) * WORD);
    padded.set(bytes);
    this.parts.push(padded);
    this.#next += padded.length;
    return address;
  }
}
