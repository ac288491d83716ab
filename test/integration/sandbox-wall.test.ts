import { describe, expect, test } from 'vitest';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';
import { NARROW, putProgram } from '../samples/c-program.ts';

const machine = useSandboxMachine();
const lines = (text: string) => text.trim().split('\n');

/** Families that Docker's profile of 2026 leaves out: dead ones, the kernel's cryptography, the hypervisor. */
const DENIED = [3, 4, 5, 6, 11, 12, 19, 20, 23, 25, 34, 37, 38, 40];

const FAMILIES = `
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
  /* The kernel knows no such type and says so before it asks for any right. */
  for (int family = 0; family < 64; family++)
    if (socket(family, 15, 0) < 0 && errno == EPERM) printf("%d ", family);
  /* The kernel looks at 32 bits only. */
  if (syscall(SYS_socket, 0x100000026, SOCK_SEQPACKET, 0) < 0 && errno == EPERM) printf("wide");
}`;

/** Without a C library: what it finds is in its exit status, a bit for each answer that is as expected. */
const NARROW_PROGRAM = `
static long call(long n, long a, long b, long c) {
  long r;
  __asm__ volatile("int $0x80" : "=a"(r) : "a"(n), "b"(a), "c"(b), "d"(c) : "memory");
  return r;
}
void _start(void) {
  unsigned long alg[] = {38, 5, 0}, inet[] = {2, 1, 0};
  long status = 0;
  if (call(102, 1, (long)alg, 0) == -38) status |= 1;
  if (call(102, 1, (long)inet, 0) == -38) status |= 2;
  if (call(359, 38, 5, 0) == -1) status |= 4;
  if (call(359, 40, 1, 0) == -1) status |= 8;
  if (call(359, 2, 1, 0) >= 0) status |= 16;
  call(1, status, 0, 0);
}`;

describe('sockets', () => {
  test('of a step have one of Docker’s families', async () => {
    const { output } = await machine.sh(putProgram(machine.rootfs, 'families', FAMILIES));
    const rest = Array.from({ length: 18 }, (_, index) => 46 + index);
    expect(output.trim()).toBe([...DENIED, ...rest, 'wide'].join(' '));
  });

  test('of a static 32-bit program have such a family too', async () => {
    const program = putProgram(machine.rootfs, 'narrow', NARROW_PROGRAM, NARROW);
    expect(await machine.sh(program)).toMatchObject({ kind: 'exited', code: 31 });
  });
});

describe('a system call that kills', () => {
  test('is named with its number and architecture', async () => {
    // x32 calls are of no architecture of the filter; SIGSYS ends the program, and its shell exits with 128 + 31.
    const source = '#include <unistd.h>\nint main(void) { return syscall(0x40000000 | 39) < 0; }';
    const { output: _, ...result } = await machine.sh(`exec ${putProgram(machine.rootfs, 'x32', source)}`);
    expect(result).toMatchObject({ kind: 'killed', signal: 'SIGSYS', refusedCall: 'system call 39 of x32' });
  });
});

describe('ports below 1024', () => {
  test('can be bound by root in a network of its own', async () => {
    const { output } = await machine.sh('timeout 1 nc -l -p 80 127.0.0.1; echo $?');
    expect(lines(output).at(-1)).toMatch(/^(143|124)$/);
  });

  test('let a program with the capability in its file start', async () => {
    const program = putProgram(machine.rootfs, 'served', 'int main(void) { return 3; }');
    const setcap = `#include <sys/xattr.h>
#include <stdio.h>
int main(void) {
  unsigned int caps[] = {0x02000001, 1 << 10, 0, 0, 0};
  return setxattr("${program}", "security.capability", caps, sizeof caps, 0) ? perror("setxattr"), 1 : 0;
}`;
    await machine.sh(putProgram(machine.rootfs, 'setcap', setcap));
    expect(await machine.sh(program, { user: { uid: 1000, gid: 1000 } })).toMatchObject({ code: 3 });
  });
});

describe('personalities', () => {
  test('without randomization of addresses are allowed, as sanitizers need', async () => {
    const source = `#include <sys/personality.h>
#include <unistd.h>
int main(void) {
  personality(personality(0xffffffff) | ADDR_NO_RANDOMIZE);
  execl("/bin/cat", "cat", "/proc/self/personality", (char *)0);
}`;
    const { output } = await machine.sh(putProgram(machine.rootfs, 'fixed', source));
    expect(output.trim()).toBe('00040000');
  });

  test('for weakening the next program are denied', async () => {
    const source = `#include <stdio.h>
#include <errno.h>
#include <sys/personality.h>
int main(void) {
  /* READ_IMPLIES_EXEC, MMAP_PAGE_ZERO, STICKY_TIMEOUTS */
  unsigned long bad[] = {0x400000, 0x100000, 0x4000000};
  for (int i = 0; i < 3; i++) printf("%d ", personality(bad[i]) == -1 && errno == EPERM);
}`;
    const { output } = await machine.sh(putProgram(machine.rootfs, 'personalities', source));
    expect(output.trim()).toBe('1 1 1');
  });
});

describe('under a umask of', () => {
  test.each(['077', '777'])('%s, a step’s users can read the sandbox’s files', async (umask) => {
    const before = process.umask(umask);
    try {
      const { output } = await machine.sh(
        'stat -c "%a %n" /etc/hosts /dev/github-output /dev/obuilder-launcher /run/secrets/a /made/by/us; umask',
        {
          user: { uid: 1000, gid: 1000 },
          mounts: [{ kind: 'secret', value: Buffer.from('x'), target: '/run/secrets/a' }],
          cwd: '/made/by/us',
        },
      );
      expect(lines(output)).toEqual([
        '644 /etc/hosts',
        '666 /dev/github-output',
        '555 /dev/obuilder-launcher',
        '644 /run/secrets/a',
        '755 /made/by/us',
        '0022',
      ]);
    } finally {
      process.umask(before);
    }
  });
});
