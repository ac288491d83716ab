import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';

const machine = useSandboxMachine();

const BUILDER = { uid: 1000, gid: 1000 };
const SECRET = { kind: 'secret', value: Buffer.from('hush'), target: '/run/secrets/token' } as const;
const lines = (text: string) => text.trim().split('\n');

describe('the command', () => {
  test('exits with its own code', async () => {
    expect(await machine.sh('exit 200')).toMatchObject({ kind: 'exited', code: 200 });
    expect(await machine.sh('true')).toMatchObject({ kind: 'exited', code: 0, output: '' });
  });

  test('gets the exact argv as PID 1', async () => {
    const argv = ['/bin/sh', '-c', 'echo $$; for w in "$0" "$@"; do echo "<$w>"; done', 'a b', '', "c'd"];
    expect(await machine.sh('', { argv })).toMatchObject({ output: "1\n<a b>\n<>\n<c'd>\n" });
  });

  test('is found in PATH, or in the usual directories without PATH', async () => {
    const argv = ['sh', '-c', 'echo $0 found'];
    expect(await machine.sh('', { argv })).toMatchObject({ output: 'sh found\n' });
    expect(await machine.sh('', { argv, env: [] })).toMatchObject({ output: 'sh found\n' });
  });

  test('has the PATH of Docker if nothing sets PATH', async () => {
    const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    const { output } = await machine.sh('', { argv: ['/bin/env'], env: [['A', 'x']] });
    expect(lines(output)).toContain(path);
    expect(await machine.sh('', { argv: ['/bin/env'], env: [['PATH', '']] })).toMatchObject({
      output: expect.stringMatching(/^PATH=$/m),
    });
  });

  test('sees its stdin at end of file', async () => {
    expect(await machine.sh('cat; echo eof=$?; read x; echo $?')).toMatchObject({ output: 'eof=0\n1\n' });
  });

  test('has umask 0022, host name builder and its working directory', async () => {
    const { output } = await machine.sh('umask; hostname; pwd', { cwd: '/tmp' });
    expect(lines(output)).toEqual(['0022', 'builder', '/tmp']);
  });

  test('has the given environment, HOME and the files of GitHub only', async () => {
    const argv = ['/bin/env'];
    const { output } = await machine.sh('', {
      argv,
      env: [
        ['A', 'x=\ny'],
        ['PATH', '/bin'],
      ],
    });
    const files = ['output', 'step-summary', 'env', 'path'].map(
      (name) => `GITHUB_${name.replace('-', '_').toUpperCase()}=/dev/github-${name}\n`,
    );
    expect(output).toBe(`A=x=\ny\nPATH=/bin\nHOME=/root\n${files.join('')}`);
  });

  test('has the HOME of its user, / for an unknown user, or a given HOME', async () => {
    expect(await machine.sh('echo $HOME', { user: BUILDER })).toMatchObject({ output: '/home/builder\n' });
    expect(await machine.sh('echo $HOME', { user: { uid: 77, gid: 1 } })).toMatchObject({ output: '/\n' });
    expect(
      await machine.sh('echo $HOME', {
        env: [
          ['PATH', '/bin'],
          ['HOME', '/x'],
        ],
      }),
    ).toMatchObject({
      output: '/x\n',
    });
  });

  test('runs as its user without any further group', async () => {
    const { output } = await machine.sh('id -u; id -g; id -G', { user: BUILDER });
    expect(lines(output)).toEqual(['1000', '1000', '1000']);
  });

  test('differs in the result from a command ended by a signal', async () => {
    expect(await machine.sh('sh -c "kill -TERM \\$\\$"; exit $?')).toMatchObject({
      kind: 'killed',
      signal: 'SIGTERM',
      outOfMemory: false,
    });
  });

  test('takes its background processes with it', async () => {
    const begun = Date.now();
    const result = await machine.sh('(trap "" TERM HUP; sleep 600) & sleep 601 & echo started');
    expect(result).toMatchObject({ kind: 'exited', code: 0, output: 'started\n' });
    expect(Date.now() - begun).toBeLessThan(300_000);
  });
});

describe('output', () => {
  test('is one stream in order', async () => {
    const count = 10_000;
    const pad = 'x'.repeat(95);
    const { output } = await machine.sh(
      `i=0; while [ $i -lt ${count} ]; do echo "o$i ${pad}"; i=$((i+1)); echo "e$i ${pad}" >&2; i=$((i+1)); done`,
    );
    const seen = lines(output).map((line) => line.split(' ')[0]);
    expect(output.length).toBeGreaterThan(1_000_000);
    expect(seen).toEqual(Array.from({ length: count }, (_, i) => `${i % 2 === 0 ? 'o' : 'e'}${i}`));
  });

  test('is complete up to the last moment', async () => {
    const { output } = await machine.sh('dd if=/dev/zero bs=1M count=3 2>/dev/null; printf end');
    expect(output.length).toBe(3 * 1024 * 1024 + 3);
    expect(output.endsWith('\0end')).toBe(true);
  });

  test('can be opened again as /dev/stdout and /dev/stderr by any user', async () => {
    const { output } = await machine.sh('echo a >/dev/stdout; echo b >/dev/stderr', { user: BUILDER });
    expect(output).toBe('a\nb\n');
  });
});

describe('$GITHUB_OUTPUT', () => {
  test('comes back from any user of the step', async () => {
    const command = 'echo a=1 >>$GITHUB_OUTPUT';
    for (const user of [BUILDER, { uid: 0, gid: 0 }]) {
      const result = await machine.sh(command, { user });
      expect(result.kind === 'exited' && Buffer.from(result.outputFile).toString()).toBe('a=1\n');
    }
  });

  test('is cut at the maximum, and never a followed link or pipe', async () => {
    const big = await machine.sh('dd if=/dev/zero of=$GITHUB_OUTPUT bs=1M count=3 2>/dev/null');
    expect(big.kind === 'exited' && big.outputFile.length).toBe(1024 * 1024 + 1);
    const replaced = await machine.sh(
      'rm -f $GITHUB_OUTPUT; ln -sf /etc/passwd $GITHUB_OUTPUT; mkfifo $GITHUB_OUTPUT; true',
    );
    expect(replaced.kind === 'exited' && replaced.outputFile.length).toBe(0);
  });
});

describe('the files of GitHub in a step', () => {
  const names = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'] as const;

  test('can be appended to by any user of the step', async () => {
    const append = names.map((name) => `echo ${name} >> "$${name}"`).join(' && ');
    for (const user of [BUILDER, { uid: 0, gid: 0 }]) {
      const result = await machine.sh(
        `${append} && su -s /bin/sh builder -c 'echo more >> $GITHUB_STEP_SUMMARY'; :`,
        { user },
      );
      expect(result).toMatchObject({ kind: 'exited', code: 0 });
      if (result.kind !== 'exited') return;
      expect(Buffer.from(result.outputFile).toString()).toBe('GITHUB_OUTPUT\n');
      expect(Buffer.from(result.written?.summary ?? []).toString()).toMatch(/^GITHUB_STEP_SUMMARY\n/);
      expect(result.written?.unread).toEqual(['GITHUB_ENV', 'GITHUB_PATH']);
    }
  });

  test('come back after every kind of end', async () => {
    const command = 'echo why > $GITHUB_STEP_SUMMARY';
    const ends = [
      await machine.sh(`${command}; exit 3`),
      await machine.sh(`${command}; sh -c "kill -TERM \\$\\$"; exit $?`),
      await machine.sh(`${command}; sleep 60`, { limits: { seconds: 2 } }),
    ];
    expect(ends.map(({ kind }) => kind)).toEqual(['exited', 'killed', 'timed-out']);
    for (const end of ends)
      expect(end.kind !== 'cancelled' && Buffer.from(end.written?.summary ?? []).toString()).toBe('why\n');
  });

  test('are cut at the maximum, and never a followed link, pipe or directory', async () => {
    const big = await machine.sh('dd if=/dev/zero of=$GITHUB_STEP_SUMMARY bs=1M count=3 2>/dev/null');
    expect(big.kind === 'exited' && big.written?.summary.length).toBe(1024 * 1024 + 1);
    for (const replace of ['ln -sf /etc/passwd', 'mkfifo', 'mkdir', 'true']) {
      const attacks = names.map((name) => `rm -rf $${name}; mv $${name} /dev/gone; ${replace} $${name}`);
      const result = await machine.sh(`(${attacks.join('; ')}) 2>/dev/null; cat /etc/passwd >/dev/null`);
      expect(result).toMatchObject({ kind: 'exited', code: 0, outputFile: new Uint8Array() });
      if (result.kind === 'exited') expect(result.written).toEqual({ summary: new Uint8Array(), unread: [] });
    }
  });
});

describe('network', () => {
  test('none has only lo, up and without a route', async () => {
    const { output } = await machine.sh(
      'ls /sys/class/net; cat /proc/net/route | wc -l; ping -c1 127.0.0.1 >/dev/null 2>&1; ifconfig lo | grep -c UP',
    );
    expect(lines(output)).toEqual(['lo', '1', '1']);
  });

  test('host has the host’s network and resolver', async () => {
    const { output } = await machine.sh('cat /proc/net/dev; cat /etc/resolv.conf', { network: 'host' });
    for (const name of Object.keys(networkInterfaces())) expect(output).toContain(`${name}:`);
    expect(output).toContain(readFileSync('/etc/resolv.conf', 'utf8'));
  });

  test('names the builder in a read-only /etc/hosts', async () => {
    const { output } = await machine.sh('cat /etc/hosts; echo x >>/etc/hosts || echo read-only');
    expect(lines(output)[0]).toBe('127.0.0.1 localhost builder');
    expect(output).toContain('read-only');
  });
});

describe('mounts', () => {
  test('a secret is root’s read-only file in memory, readable by any user', async () => {
    const { output } = await machine.sh(
      'cat /run/secrets/token; echo; stat -c "%a %u" /run/secrets/token; grep -c "/run/secrets/token.* ro,.*- tmpfs" /proc/self/mountinfo; echo x >/run/secrets/token',
      { user: BUILDER, mounts: [SECRET] },
    );
    expect(lines(output).slice(0, 3)).toEqual(['hush', '644 0', '1']);
    expect(output).toContain('Read-only file system');
  });

  test('a slot hides the image’s files, and has no set-uid bits or devices', async () => {
    const source = path.join(machine.directory, 'slot');
    mkdirSync(source);
    execFileSync('mknod', [path.join(source, 'null'), 'c', '1', '3']);
    const { output } = await machine.sh(
      'ls /home; echo kept >/home/file; cat /home/null; grep " /home " /proc/self/mountinfo',
      { mounts: [{ kind: 'slot', source, target: '/home' }] },
    );
    expect(output).not.toContain('builder\n');
    expect(output).toMatch(/denied/);
    expect(output).toMatch(/ \/home rw,nosuid,nodev/);
    expect(readFileSync(path.join(source, 'file'), 'utf8')).toBe('kept\n');
  });

  test('a secret can be mounted below a slot', async () => {
    const source = path.join(machine.directory, 'slot-below');
    mkdirSync(source);
    const mounts = [
      { kind: 'slot', source, target: '/cache' } as const,
      { ...SECRET, target: '/cache/deep/token' },
    ];
    expect(await machine.sh('cat /cache/deep/token', { mounts })).toMatchObject({ output: 'hush' });
  });

  test('a working directory is made and stays', async () => {
    await machine.sh('pwd', { cwd: '/work/deep', user: BUILDER });
    const stats = statSync(path.join(machine.rootfs, 'work/deep'));
    expect([stats.mode & 0o7777, stats.uid]).toEqual([0o755, 0]);
  });
});

describe('a failed start', () => {
  test('an image without bash gets a hint', async () => {
    const argv = ['/usr/bin/env', 'bash', '-c', 'true'];
    await expect(machine.sh('', { argv })).rejects.toMatchObject({
      code: 'sandbox-failed',
      value: 'bash',
      hint: expect.stringContaining('(shell /bin/sh -c)'),
    });
  });

  test('a running command may exit with 127 itself', async () => {
    expect(await machine.sh('no-such-command')).toMatchObject({ kind: 'exited', code: 127 });
  });

  test('names a missing program or runtime, and a file in the way', async () => {
    await expect(machine.sh('', { argv: ['/no/such'] })).rejects.toMatchObject({ value: '/no/such' });
    writeFileSync(path.join(machine.rootfs, 'tmp/file'), '');
    await expect(machine.sh('true', { cwd: '/tmp/file/x' })).rejects.toMatchObject({
      code: 'sandbox-failed',
    });
    await expect(machine.sh('true', { cwd: '/tmp/file' })).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: expect.stringMatching(/\/tmp\/file is no directory/),
    });
  });

  test('tells of a file that is no program', async () => {
    writeFileSync(path.join(machine.rootfs, 'tmp/data'), '\0\0', { mode: 0o755 });
    const result = await machine.sh('', { argv: ['/tmp/data'] });
    expect(result).toMatchObject({ kind: 'exited', code: 127, output: 'the shell cannot be executed\n' });
  });
});
