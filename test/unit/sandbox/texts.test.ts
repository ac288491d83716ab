import { describe, expect, test } from 'vitest';
import { homeOf } from '../../../src/files/rootfs/passwd.ts';
import { isDead, newStepName } from '../../../src/sandbox/machine/names.ts';
import { readCeilings } from '../../../src/sandbox/runc/ceilings.ts';
import { countOf } from '../../../src/sandbox/runc/kept.ts';
import { loggedError, startError } from '../../../src/sandbox/runc/start-error.ts';

describe('passwd', () => {
  const text =
    'root:x:0:0:root:/root:/bin/sh\nbad\nu:x:5x:5::/bad:\nu:x:5:5::/first:\nv:x:5:5::/second:\nw:x:6:6:::\n';
  test.each([
    [0, '/root'],
    [5, '/first'],
    [6, undefined],
    [7, undefined],
  ])('the home of %i is %s', (uid, home) => expect(homeOf(text, uid)).toBe(home));
});

describe('the log of a runtime', () => {
  const log =
    '{"level":"warning","msg":"odd"}\n{"level":"error","msg":"runc run failed: unable to start container process: exec: \\"x\\": broken: unknown"}\nnot json\n';

  test('gives its last error, without wrapping', () => {
    expect(loggedError(log)).toContain('runc run failed');
    expect(startError(log, 'nothing').message).toBe('the step cannot be started: exec: "x": broken');
  });

  test('without an error gives no error', () => {
    expect(loggedError('{"level":"info","msg":"x"}\n1\nnull\n')).toBeUndefined();
    expect(startError('', 'the runtime ended with status 1').message).toContain('status 1');
  });
});

describe('the names of steps', () => {
  test('differ, and count as alive while this process runs', () => {
    const [first, second] = [newStepName(), newStepName()];
    expect(first).not.toBe(second);
    expect(isDead(first)).toBe(false);
  });

  test('of another process with the same pid count as dead, foreign names do not', () => {
    expect(isDead(`obuilder-${process.pid}-1-1`)).toBe(true);
    expect(isDead('obuilder-999999999-1-1')).toBe(true);
    expect(isDead('somebody-else')).toBe(false);
    expect(isDead('obuilder-1-2')).toBe(false);
  });
});

test('out-of-memory kills are counted on both versions', () => {
  expect(countOf('oom_kill_disable 0\nunder_oom 0\noom_kill 2\n', 'oom_kill')).toBe(2);
  expect(countOf('low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\noom_group_kill 0\n', 'oom_kill')).toBe(1);
  expect(countOf('12\n', '')).toBe(12);
  expect(countOf('', 'oom_kill')).toBe(0);
});

describe('ceilings', () => {
  const limits = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max stack size            8388608              unlimited            bytes     ',
    'Max open files            1024                 20000                files     ',
    'Max locked memory         8388608              8388608              bytes     ',
  ].join('\n');
  const ceilings = (held: string) =>
    readCeilings({ limits, status: `CapEff:\t${held}\n`, openFiles: '1048576\n' });

  test('are the hard limits of a process without CAP_SYS_RESOURCE', () => {
    expect(ceilings('000001fffeffffff')).toMatchObject({
      RLIMIT_NOFILE: 20_000,
      RLIMIT_MEMLOCK: 8_388_608,
      RLIMIT_STACK: Number.POSITIVE_INFINITY,
    });
  });

  test('are the kernel’s with CAP_SYS_RESOURCE', () => {
    expect(ceilings('000001ffffffffff')).toMatchObject({
      RLIMIT_NOFILE: 1_048_576,
      RLIMIT_MEMLOCK: Number.POSITIVE_INFINITY,
    });
  });
});
