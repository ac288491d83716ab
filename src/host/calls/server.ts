import { rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { ObuilderError } from '../../errors.ts';
import { hasCapability } from '../capability.ts';
import { DATA_START, executable } from '../elf.ts';
import { startProgram } from '../process/start.ts';
import { CLOSE_ON_EXEC, HERE, ROOT } from './entries.ts';
import { machineCode } from './program.ts';
import { CALL_SIZE, type Call, callTable, WORD } from './table.ts';

/**
 * A program that reads tables of system calls from stdin and makes these calls. A table costs a message, but a program for each table
 * would cost a copy of this process's memory. In a loop, the machine code reads the number of bytes, reads the table, and makes the
 * calls up to the first negative number. The last call of a table writes an answer to stdout: two numbers like in the report of
 * `program.ts`, or two zeros. The program ends at the end of stdin, and after a failed call.
 */
const CODE: Readonly<Record<string, { readonly machine: number; readonly code: string }>> = {
  x64: {
    machine: 62,
    code: `
      be00025000 ba08000000 e870000000   ; start: mov esi,DATA_START; mov edx,8; call fill
      bb40025000 89de 8b142500025000     ; mov ebx,TABLE; mov esi,ebx; mov edx,[DATA_START]
      e85d000000                         ; call fill
      488b03 4885c0 78d6                 ; next: mov rax,[rbx]; test rax,rax; js start
      488b7b10 488b7318 488b5320         ; mov rdi,[rbx+16]; mov rsi,[rbx+24]; mov rdx,[rbx+32]
      4c8b5328 4c8b4330 4c8b4b38         ; mov r10,[rbx+40]; mov r8,[rbx+48]; mov r9,[rbx+56]
      0f05                               ; syscall
      488b4b08 488901                    ; mov rcx,[rbx+8]; mov [rcx],rax
      483d01f0ffff 7306                  ; cmp rax,-4095; jae failed
      4883c340 ebc9                      ; add rbx,64; jmp next
      be00025000 48891e 48894608         ; failed: mov esi,DATA_START; mov [rsi],rbx; mov [rsi+8],rax
      bf01000000 ba10000000 89f8 0f05    ; mov edi,1; mov edx,16; mov eax,edi (write); syscall
      bf7d000000 b83c000000 0f05         ; mov edi,125; mov eax,60 (exit); syscall
      31c0 31ff 0f05                     ; fill: xor eax,eax (read); xor edi,edi; syscall
      4885c0 7e09                        ; test rax,rax; jle quit
      4801c6 4829c2 75ed c3              ; add rsi,rax; sub rdx,rax; jne fill; ret
      31ff b83c000000 0f05               ; quit: xor edi,edi; mov eax,60 (exit); syscall`,
  },
  arm64: {
    machine: 183,
    code: `
      130aa0d2 73020891                  ; start: mov x19,0x500000; add x19,x19,0x200: DATA_START
      f50313aa 160180d2 1a000094         ; mov x21,x19; mov x22,8; bl fill
      760240f9 74020191                  ; ldr x22,[x19]; add x20,x19,64: TABLE
      f50314aa 16000094                  ; mov x21,x20; bl fill
      880240f9 c8feffb7                  ; next: ldr x8,[x20]; tbnz x8,63,start
      800641a9 820e42a9 841643a9         ; ldp x0,x1,[x20,16]; ldp x2,x3,[x20,32]; ldp x4,x5,[x20,48]
      010000d4                           ; svc 0
      890640f9 200100f9                  ; ldr x9,[x20,8]; str x0,[x9]
      1ffc3fb1 62000054                  ; cmn x0,4095; b.hs failed
      94020191 f5ffff17                  ; add x20,x20,64; b next
      740200a9 200080d2 e10313aa         ; failed: stp x20,x0,[x19]; mov x0,1; mov x1,x19
      020280d2 080880d2 010000d4         ; mov x2,16; mov x8,64 (write); svc 0
      a00f80d2 a80b80d2 010000d4         ; mov x0,125; mov x8,93 (exit); svc 0
      000080d2 e10315aa e20316aa         ; fill: mov x0,0; mov x1,x21; mov x2,x22
      e80780d2 010000d4                  ; mov x8,63 (read); svc 0
      1f0000f1 ad000054                  ; cmp x0,0; b.le quit
      b502008b d60200eb e1feff54 c0035fd6 ; add x21,x21,x0; subs x22,x22,x0; b.ne fill; ret
      000080d2 a80b80d2 010000d4         ; quit: mov x0,0; mov x8,93 (exit); svc 0`,
  },
};

/** The address of a table: after the number of its bytes, at a multiple of `CALL_SIZE`. */
const TABLE = DATA_START + CALL_SIZE;

/** Bytes of the largest table. The kernel gives memory only as needed. */
const MAX_TABLE = 16 * 1024 ** 2;

/** Bytes of an answer, and of the report of a failure. */
const ANSWER_SIZE = 2 * WORD;

const ONLY_PATH = 0x20_0000; // O_PATH

const OPEN_ROOT: readonly Call[] = [
  { name: 'openat', args: [HERE, '/', ONLY_PATH | CLOSE_ON_EXEC], feedsNext: true },
  { name: 'dup3', args: [0, ROOT, CLOSE_ON_EXEC] },
];
const CHANGE_ROOT: Call = { name: 'chroot', args: ['.'] };
const GO_BACK: Call = { name: 'fchdir', args: [ROOT] };
const ANSWER: readonly Call[] = [
  { name: 'write', args: [1, Buffer.alloc(ANSWER_SIZE), ANSWER_SIZE] },
  { name: 'end', args: [] },
];

/** A failed call: the index, and the error number. */
export interface CallFailure {
  readonly call: number;
  readonly errno: number;
}

/** A running program. */
interface Server {
  /** Whether `root` becomes the root directory; otherwise only the current directory. */
  readonly changesRoot: boolean;
  /**
   * Sends a table whose calls write `length` bytes to stdout. Resolves to these bytes and the answer; after a failed call, to some of these
   * bytes and the answer.
   *
   * @throws ObuilderError `tool-failed` if the program ends without an answer
   */
  ask(table: Uint8Array, length: number): Promise<Buffer>;
  /** Ends the program, and waits for its end. Never fails. */
  end(): Promise<void>;
}

/** Calls in a program of their own, which starts with the first use. */
export interface CallServer {
  /** Whether calls are under way: more calls would wait. */
  isBusy(): boolean;
  /** Makes calls and returns what the calls write to stdout; see `makeCallsInside`. */
  run(root: string, calls: readonly Call[], options?: Running): Promise<Buffer | CallFailure>;
  /** Ends the program after the calls under way. Never fails. */
  end(): Promise<void>;
}

interface Running {
  /** A path for the file of the program, beside the root by default. */
  readonly program?: string | undefined;
  /** The number of bytes to stdout, by default 0. */
  readonly length?: number;
}

/** Serves tables in sequence, because a table changes the program's root directory. */
export function callServer(): CallServer {
  const state: ServerState = { server: undefined };
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    isBusy: () => waiting > 0,
    run: (root, calls, { program = `${root}.calls-${process.pid}`, length = 0 } = {}) => {
      waiting += 1;
      const done = last
        .then(() => askServer(state, calls, { root, program, length }))
        .finally(() => {
          waiting -= 1;
        });
      last = done.catch(() => undefined);
      return done;
    },
    end: () => {
      // In sequence too: calls that come later get a new program.
      const ended = last.then(async () => {
        const { server } = state;
        state.server = undefined;
        await server?.end();
      });
      last = ended;
      return ended;
    },
  };
}

interface ServerState {
  server: Server | undefined;
}

/** The program of `makeCallsInside`. */
export const sharedServer: CallServer = callServer();

/**
 * Makes system calls in order, and ends at the first failure. The calls see the directory `root` as the root directory, so no link leads
 * out (if this process has CAP_SYS_CHROOT), and as the current directory. The first use starts the program, which ends with this process.
 *
 * @param calls bounded by the caller: with their arguments at most 16 MiB
 * @param program a path for the file of the program. By default the file lies beside `root`, where steps run programs and only we
 *   can write
 * @throws ObuilderError `tool-failed` if the program cannot start or is killed
 */
export async function makeCallsInside(
  root: string,
  calls: readonly Call[],
  program?: string,
): Promise<CallFailure | undefined> {
  const made = await sharedServer.run(root, calls, { program });
  return 'errno' in made ? made : undefined;
}

async function askServer(
  state: ServerState,
  calls: readonly Call[],
  { root, program, length }: Required<Running> & { readonly root: string; readonly program: string },
): Promise<Buffer | CallFailure> {
  const opening = state.server === undefined ? OPEN_ROOT : [];
  state.server ??= startServer(state, program);
  const { server } = state;
  const change = server.changesRoot ? [CHANGE_ROOT] : [];
  const enter: readonly Call[] = [{ name: 'chdir', args: [root] }, ...change];
  const leave = [GO_BACK, ...change];
  const all = [...opening, ...enter, ...calls, ...leave, ...ANSWER];
  try {
    const bytes = await server.ask(callTable(process.arch, all, TABLE), length);
    const answer = bytes.subarray(-ANSWER_SIZE);
    const address = Number(answer.readBigUInt64LE(0));
    if (address === 0 && bytes.length === length + ANSWER_SIZE) return bytes.subarray(0, length);
    state.server = undefined;
    const call = (address - TABLE) / CALL_SIZE - opening.length - enter.length;
    const errno = -Number(answer.readBigInt64LE(WORD));
    if (call in calls) return { call, errno };
    throw fault(`could not enter ${root}: error ${errno}`);
  } catch (error) {
    state.server = undefined;
    throw error;
  }
}

function startServer(state: ServerState, file: string): Server {
  // A killed process with the same id may have left the file.
  rmSync(file, { force: true });
  writeFileSync(file, programOf(process.arch), { flag: 'wx', mode: 0o500 });
  try {
    // A session of its own keeps the program from signals to our group.
    const options = { stdio: ['pipe', 'pipe', 'ignore'], env: {}, detached: true } as const;
    const { child, ended } = startProgram(file, [], options);
    const [input, output] = [child.stdin as Socket, child.stdout as Socket];
    // The program does not keep this process alive.
    for (const part of [child, input, output]) part.unref();
    const started: Server = {
      changesRoot: hasCapability('SYS_CHROOT'),
      ask: (table, length) => askProgram({ input, output, ended }, table, length),
      end: async () => {
        for (const part of [child, input, output]) part.ref();
        input.end();
        await ended.catch(() => undefined);
      },
    };
    const forget = () => {
      if (state.server === started) state.server = undefined;
    };
    ended.then(forget, forget);
    return started;
  } finally {
    rmSync(file, { force: true });
  }
}

/** @throws ObuilderError `tool-failed` for an architecture without machine code */
function programOf(machine: string): Uint8Array {
  const found = CODE[machine];
  if (found === undefined) throw fault(`does not exist for ${machine}`);
  const text = machineCode(found.code);
  const data = Buffer.alloc(TABLE - DATA_START);
  return executable({ machine: found.machine, text, data, zeros: MAX_TABLE });
}

interface Program {
  readonly input: Socket;
  readonly output: Socket;
  readonly ended: Promise<unknown>;
}

async function askProgram(
  { input, output, ended }: Program,
  table: Uint8Array,
  readLength: number,
): Promise<Buffer> {
  if (table.length > MAX_TABLE) throw new Error(`a table of ${table.length} bytes is too large`);
  const length = Buffer.alloc(WORD);
  length.writeUInt32LE(table.length);
  const pieces: Buffer[] = [];
  let received = 0;
  const answered = new Promise<void>((resolve) => {
    output.on('data', (bytes: Buffer) => {
      pieces.push(bytes);
      received += bytes.length;
      if (received >= readLength + ANSWER_SIZE) resolve();
    });
  });
  output.ref();
  input.write(length);
  input.write(table);
  // After a failed call, the program ends behind a shorter answer.
  await Promise.race([answered, ended]).finally(() => {
    output.removeAllListeners('data');
    output.unref();
  });
  if (received >= ANSWER_SIZE) return Buffer.concat(pieces);
  throw fault('ended without an answer');
}

const fault = (what: string) => new ObuilderError('tool-failed', `the program for system calls ${what}`);
