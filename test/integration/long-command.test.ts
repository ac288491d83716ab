import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leftOvers, makeSandboxMachine, type SandboxMachine } from '../places/sandbox-machine.ts';

let machine: SandboxMachine;
beforeAll(async () => {
  machine = await makeSandboxMachine();
});
afterAll(() => {
  expect(leftOvers(machine)).toEqual([]);
  machine.remove();
});

/** The longest word that the kernel takes, and the NUL behind it. */
const LIMIT = 128 * 1024;
const long = (command: string) => `${command}\n: ${'x'.repeat(LIMIT)}\nexit 7`;

describe('a command that is too long for an argument', () => {
  test('runs in a shell as a short one does', async () => {
    const command = long('echo "$0" $- "$#"; umask; pwd');
    const short = await machine.sh('echo "$0" $- "$#"; umask; pwd\nexit 7');
    expect(await machine.sh(command)).toMatchObject({ kind: 'exited', code: 7, output: short.output });
    const argv = ['/usr/bin/env', 'sh', '-ec', long('false')];
    expect(await machine.sh('', { argv })).toMatchObject({ kind: 'exited', code: 1, output: '' });
  });

  test('runs for a user who is not root', async () => {
    const user = { uid: 1000, gid: 1000 };
    expect(await machine.sh(long('id -u'), { user })).toMatchObject({ code: 7, output: '1000\n' });
  });

  test('is refused in words where it is no shell’s', async () => {
    const argv = ['/bin/busybox', 'echo', 'x'.repeat(LIMIT)];
    await expect(machine.sh('', { argv })).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: `the command is ${LIMIT} bytes long, but the kernel takes less than ${LIMIT}`,
      hint: expect.stringContaining('(shell /bin/sh -c)'),
    });
    const fits = ['/bin/busybox', 'test', '-n', 'x'.repeat(LIMIT - 1)];
    expect(await machine.sh('', { argv: fits })).toMatchObject({ kind: 'exited', code: 0 });
  });
});

describe('an environment that is too long', () => {
  test('is refused with the name of the variable', async () => {
    const env = [
      ['PATH', '/bin'],
      ['LONG', 'x'.repeat(LIMIT)],
    ] as const;
    await expect(machine.sh('true', { env })).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: `the environment variable LONG is ${LIMIT + 5} bytes long, but the kernel takes less than ${LIMIT}`,
      value: 'LONG',
    });
  });

  test('in whole is refused in the words of the runtime', async () => {
    const many = Array.from({ length: 80 }, (_, index) => [`V${index}`, 'x'.repeat(100_000)] as const);
    await expect(machine.sh('true', { env: [['PATH', '/bin'], ...many] })).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: expect.stringMatching(/cannot be started: .*argument list too long/),
    });
  });
});

test('a command that fails without a word is a command that fails', async () => {
  expect(await machine.sh('exit 1')).toMatchObject({ kind: 'exited', code: 1, output: '' });
});
