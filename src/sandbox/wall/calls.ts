import { must } from '../../errors.ts';

/**
 * Machine code by which a process resets the attributes that execve(2) passes on. The runtime's configuration has no words for
 * these attributes, or only in later versions. The code ignores the kernel's answers, because an attribute that a process may
 * not change for itself cannot be changed at all.
 */

/** The numbers of these calls on x64 and on arm64, in the kernel's tables. */
const NUMBERS = {
  personality: [135, 92],
  sched_setaffinity: [203, 122],
  ioprio_set: [251, 30],
  prctl: [157, 167],
  rt_sigaction: [13, 134],
  rt_sigprocmask: [14, 135],
} as const;

/** Stands for an argument: the address of a set of all CPUs, or of zeros. */
type Pointer = 'all CPUs' | 'zeros';

/** Bytes of the set of all CPUs: a kernel has at most 8,192 CPUs. */
const SET_SIZE = 1024;

/** Zero bytes of a struct sigaction, for the default reaction to a signal. An empty set of signals is shorter. */
const ZEROS = 32;

/** Bytes of a set of signals. */
const SIGNALS_SIZE = 8;

/** SIG_SETMASK. */
const SET_MASK = 2;

/** Signals that Node and Go, the runtime's language, leave unchanged: an ignored signal stays ignored. */
const LEFT_SIGNALS = Array.from({ length: 33 }, (_, index) => 32 + index);

/** PR_SET_TIMERSLACK, PR_SET_THP_DISABLE, PR_SET_SECUREBITS. */
const [SLACK, HUGE_PAGES_OFF, SECURE_BITS] = [29, 41, 28];

const CALLS: readonly (readonly [keyof typeof NUMBERS, ...(readonly (number | Pointer)[])])[] = [
  ['personality', 0],
  ['sched_setaffinity', 0, SET_SIZE, 'all CPUs'],
  // Sets the I/O priority of this process to the class that follows the nice value.
  ['ioprio_set', 1, 0, 0],
  // Nanoseconds: the kernel's own default.
  ['prctl', SLACK, 50_000],
  ['prctl', HUGE_PAGES_OFF, 0, 0, 0, 0],
  // Works for root in a step only.
  ['prctl', SECURE_BITS, 0],
  ['rt_sigprocmask', SET_MASK, 'zeros', 0, SIGNALS_SIZE],
  ...LEFT_SIGNALS.map((signal) => ['rt_sigaction', signal, 'zeros', 0, SIGNALS_SIZE] as const),
];

const word = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
};

interface Assembler {
  /** Jumps over so many bytes. */
  jump(over: number): Buffer;
  /** Puts a number into the register of an argument. */
  set(argument: number, value: number): Buffer;
  /** Puts the address `back` bytes before this instruction into the register of an argument. */
  point(argument: number, back: number): Buffer;
  call(number: number): Buffer;
}

const REGISTER = 'the register of an argument';

const X64: Assembler = {
  jump: (over) => Buffer.concat([Buffer.of(0xe9), word(over)]),
  // mov edi/esi/edx/r10d/r8d, value
  set: (argument, value) =>
    Buffer.concat([
      Buffer.of(...must([[0xbf], [0xbe], [0xba], [0x41, 0xba], [0x41, 0xb8]][argument], REGISTER)),
      word(value),
    ]),
  // lea rdi/rsi/rdx, [rip - back]: counted from the end of these seven bytes
  point: (argument, back) =>
    Buffer.concat([Buffer.of(0x48, 0x8d, must([0x3d, 0x35, 0x15][argument], REGISTER)), word(-back - 7)]),
  // mov eax, number; syscall
  call: (number) => Buffer.concat([Buffer.of(0xb8), word(number), Buffer.of(0x0f, 0x05)]),
};

const ARM64: Assembler = {
  // b
  jump: (over) => word(0x1400_0000 | (1 + over / 4)),
  // movz x, value's low half; movk x, its high half
  set: (argument, value) =>
    Buffer.concat([
      word(0xd280_0000 | ((value & 0xffff) << 5) | argument),
      word(0xf2a0_0000 | ((value >>> 16) << 5) | argument),
    ]),
  // adr x, -back: a multiple of four, whose low two bits have separate positions
  point: (argument, back) => word(0x1000_0000 | (((-back >> 2) & 0x7_ffff) << 5) | argument),
  // movz x8, number; svc 0
  call: (number) => Buffer.concat([word(0xd280_0008 | (number << 5)), word(0xd400_0001)]),
};

/** Returns the code for an architecture of `process.arch`. The code is position-independent, falls through and keeps the stack. */
export function codeOfCalls(machine: 'x64' | 'arm64'): Buffer {
  const assembler = machine === 'x64' ? X64 : ARM64;
  const data = Buffer.concat([Buffer.alloc(SET_SIZE, 0xff), Buffer.alloc(ZEROS)]);
  const offsets = { 'all CPUs': 0, zeros: SET_SIZE };
  const jump = assembler.jump(data.length);
  const parts = [jump, data];
  const size = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [name, ...args] of CALLS) {
    for (const [index, value] of args.entries()) {
      const isNumber = typeof value === 'number';
      parts.push(
        isNumber
          ? assembler.set(index, value)
          : assembler.point(index, size() - jump.length - offsets[value]),
      );
    }
    parts.push(assembler.call(NUMBERS[name][machine === 'x64' ? 0 : 1]));
  }
  return Buffer.concat(parts);
}
