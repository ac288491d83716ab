/**
 * The program for the kernel that gives a namespace's connections to two listening sockets, as an `sk_lookup` program of bpf(2).
 * The kernel (5.9 or later) asks the program for the socket of each new connection. A step needs neither a firewall nor rights for
 * the program, and an accepted socket has the original destination as its local address. Connections to the step's own loopback
 * addresses and other protocols pass unchanged.
 */

/** Keys of the map of sockets. */
export const [SOCKET_4, SOCKET_6] = [0, 1];

const TCP = 6;
const [INET, INET6] = [2, 10];

/** Offsets in `struct bpf_sk_lookup`. */
const FAMILY = 8;
const PROTOCOL = 12;
const LOCAL_4 = 40;
const LOCAL_6 = 44;

/** Numbers of the kernel's functions: bpf_map_lookup_elem, bpf_sk_release, bpf_sk_assign. */
const [LOOK_UP, RELEASE, ASSIGN] = [1, 86, 124];

/** Codes of instructions: loading and storing 32 bits, moving, and so on. The second operand is a number or a register. */
const CODES = {
  load: 0x61,
  store: 0x63,
  move: 0xb7,
  copy: 0xbf,
  add: 0x07,
  and: 0x57,
  jump: 0x05,
  jumpIfEqual: 0x15,
  jumpIfOther: 0x55,
  call: 0x85,
  exit: 0x95,
} as const;

/** BPF_LD | BPF_DW | BPF_IMM with a pseudo source: the address of the map of a descriptor, in two instructions. */
const LOAD_MAP = 0x18;

interface Instruction {
  readonly code: number;
  readonly to?: number;
  readonly from?: number;
  readonly offset?: number;
  readonly value?: number;
  /** The label to jump to. */
  readonly label?: Label;
}

type Label = 'six' | 'found' | 'pass' | 'drop';
type Line = Instruction | Label;

/** Register 10 is the end of the stack. */
const STACK = 10;
const KEY = -4;

const { load, store, move, copy, add, and, jump, jumpIfEqual, jumpIfOther, call, exit } = CODES;

/** Register 6 holds the request, register 7 the key, later the socket. */
const linesFor = (map: number): readonly Line[] => [
  { code: copy, to: 6, from: 1 },
  { code: load, to: 2, from: 6, offset: PROTOCOL },
  { code: jumpIfOther, to: 2, value: TCP, label: 'pass' },
  { code: load, to: 2, from: 6, offset: FAMILY },
  { code: move, to: 7, value: SOCKET_4 },
  { code: jumpIfOther, to: 2, value: INET, label: 'six' },
  // In network order, so the first byte of the address is the lowest on these machines.
  { code: load, to: 3, from: 6, offset: LOCAL_4 },
  { code: and, to: 3, value: 0xff },
  { code: jumpIfEqual, to: 3, value: 127, label: 'pass' },
  { code: jump, label: 'found' },
  'six',
  { code: jumpIfOther, to: 2, value: INET6, label: 'drop' },
  { code: move, to: 7, value: SOCKET_6 },
  // Only ::1 passes.
  ...[0, 4, 8].flatMap((offset): readonly Line[] => [
    { code: load, to: 3, from: 6, offset: LOCAL_6 + offset },
    { code: jumpIfOther, to: 3, value: 0, label: 'found' },
  ]),
  { code: load, to: 3, from: 6, offset: LOCAL_6 + 12 },
  { code: jumpIfEqual, to: 3, value: 0x0100_0000, label: 'pass' },
  'found',
  { code: store, to: STACK, from: 7, offset: KEY },
  { code: copy, to: 2, from: STACK },
  { code: add, to: 2, value: KEY },
  { code: LOAD_MAP, to: 1, from: 1, value: map },
  { code: 0 },
  { code: call, value: LOOK_UP },
  { code: jumpIfEqual, to: 0, value: 0, label: 'drop' },
  { code: copy, to: 7, from: 0 },
  { code: copy, to: 1, from: 6 },
  { code: copy, to: 2, from: 7 },
  { code: move, to: 3, value: 0 },
  { code: call, value: ASSIGN },
  { code: copy, to: 8, from: 0 },
  { code: copy, to: 1, from: 7 },
  { code: call, value: RELEASE },
  { code: jumpIfOther, to: 8, value: 0, label: 'drop' },
  'pass',
  { code: move, to: 0, value: 1 },
  { code: exit },
  'drop',
  { code: move, to: 0, value: 0 },
  { code: exit },
];

const SIZE = 8;

/** @param map the descriptor of the map of sockets in the loading process */
export function redirectProgram(map: number): { readonly code: Uint8Array; readonly count: number } {
  const labels = new Map<Label, number>();
  const instructions: Instruction[] = [];
  for (const line of linesFor(map)) {
    if (typeof line === 'string') labels.set(line, instructions.length);
    else instructions.push(line);
  }
  const code = Buffer.alloc(instructions.length * SIZE);
  for (const [index, one] of instructions.entries()) {
    const target = one.label === undefined ? undefined : labels.get(one.label);
    const at = index * SIZE;
    code.writeUInt8(one.code, at);
    code.writeUInt8((one.to ?? 0) | ((one.from ?? 0) << 4), at + 1);
    code.writeInt16LE(target === undefined ? (one.offset ?? 0) : target - index - 1, at + 2);
    code.writeInt32LE(one.value ?? 0, at + 4);
  }
  return { code, count: instructions.length };
}
