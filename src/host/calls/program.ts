import { ObuilderError } from '../../errors.ts';
import { DATA_START, executable } from '../elf.ts';
import { CALL_SIZE, type Call, callTable, WORD } from './table.ts';

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

/** The file descriptor for the report of a failure. */
export const REPORT = 9;

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
  return executable({
    machine: found.machine,
    text: machineCode(found.code),
    data: callTable(machine, calls, DATA_START),
  });
}

/** Returns the bytes of machine code in hexadecimal digits, with a comment after `;` in each line. */
export function machineCode(listing: string): Buffer {
  return Buffer.from(listing.replace(/;.*$/gm, '').replace(/\s+/g, ''), 'hex');
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
