import { ObuilderError } from '../errors.ts';
import { executable } from '../host/elf.ts';
import { codeOfCalls } from './wall/calls.ts';

/**
 * The launcher is the container's first program. It resets inherited process state (`wall/calls.ts`), makes stderr a copy of
 * stdout, so that both are one stream in the order of writing, and becomes the step's program. The runtime gives a program two
 * separate pipes, and an image may lack any program to join the two. The launcher is a static ELF executable of 3 kB, written
 * here as machine code:
 *
 *     dup2(1, 2);                     only for joined streams
 *     execve(argv[1], &argv[2], envp);
 *     write(2, MESSAGE, sizeof MESSAGE);
 *     exit(127);
 *
 * At the start of a program the stack holds argc, the argv pointers, a null, and the envp pointers.
 */
const CODE: Readonly<
  Record<'x64' | 'arm64', { readonly machine: number; readonly join: string; readonly code: string }>
> = {
  x64: {
    machine: 62,
    join: `
      bf01000000 be02000000 b821000000 0f05 ; mov edi,1; mov esi,2; mov eax,33 (dup2); syscall`,
    code: `
      488b0c24                              ; mov rcx,[rsp]
      488b7c2410                            ; mov rdi,[rsp+16]
      488d742418                            ; lea rsi,[rsp+24]
      488d54cc10                            ; lea rdx,[rsp+rcx*8+16]
      b83b000000 0f05                       ; mov eax,59 (execve); syscall
      bf02000000                            ; mov edi,2
      488d3518000000                        ; lea rsi,[rip+24], the message
      ba1d000000                            ; mov edx,29, its length
      b801000000 0f05                       ; mov eax,1 (write); syscall
      bf7f000000 b83c000000 0f05            ; mov edi,127; mov eax,60 (exit); syscall`,
  },
  arm64: {
    machine: 183,
    join: `
      200080d2 410080d2 020080d2            ; mov x0,1; mov x1,2; mov x2,0
      080380d2 010000d4                     ; mov x8,24 (dup3); svc 0`,
    code: `
      e30340f9                              ; ldr x3,[sp]
      e00b40f9                              ; ldr x0,[sp,16]
      e1630091                              ; add x1,sp,24
      e2430091 420c038b                     ; add x2,sp,16; add x2,x2,x3,lsl 3
      a81b80d2 010000d4                     ; mov x8,221 (execve); svc 0
      400080d2                              ; mov x0,2
      e1000010                              ; adr x1, the message
      a20380d2                              ; mov x2,29, its length
      080880d2 010000d4                     ; mov x8,64 (write); svc 0
      e00f80d2 a80b80d2 010000d4            ; mov x0,127; mov x8,93 (exit); svc 0`,
  },
};

/** Exactly 29 bytes: the code above has this length. */
const MESSAGE = 'the shell cannot be executed\n';

/**
 * Returns the launcher for a machine.
 *
 * @param machine an architecture, as `process.arch`
 * @param output whether stdout and stderr become one stream
 * @throws ObuilderError `sandbox-failed` for an unsupported machine
 */
export function launcher(machine: string, output: 'joined' | 'apart' = 'joined'): Uint8Array {
  if (machine !== 'x64' && machine !== 'arm64') {
    throw new ObuilderError('sandbox-failed', `steps cannot run on ${machine} machines`, {
      value: machine,
      hint: `Use a machine of one of these kinds: ${Object.keys(CODE).join(', ')}.`,
    });
  }
  const key = `${machine} ${output}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const found = CODE[machine];
  const hex = `${output === 'joined' ? found.join : ''}\n${found.code}`;
  const bytes = Buffer.from(hex.replace(/;.*$/gm, '').replace(/\s+/g, ''), 'hex');
  const body = Buffer.concat([codeOfCalls(machine), bytes, Buffer.from(MESSAGE, 'latin1')]);
  const program = executable({ machine: found.machine, text: body });
  made.set(key, program);
  return program;
}

/** A cache, because making a launcher takes as long as writing a step's other files. */
const made = new Map<string, Uint8Array>();

/** Returns the words of the container's first program. The launcher executes `program` with `argv`; `argv[0]` is only a name. */
export const launcherArguments = (path: string, program: string, argv: readonly string[]) => [
  path,
  program,
  ...argv,
];
