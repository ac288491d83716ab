import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxRequest } from '../../src/contract/sandbox.ts';
import { openSandbox } from '../../src/sandbox/open.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { testedRuntimes } from '../places/runtimes.ts';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';

const machine = useSandboxMachine();
const at = { file: 'build.spec', line: 3, column: 7 } as const;
const secret = (target: string) => ({ kind: 'secret', value: Buffer.from('hush'), target, at }) as const;
const refused = { code: 'sandbox-failed', hint: expect.any(String) };
const refusedAt = { ...refused, at };

describe.each(testedRuntimes())('with $name', ({ program }) => {
  let sandbox: Sandbox;
  /** A place for one test: a root of its own, slots, and a directory of the host that no step may reach. */
  let place: string;
  let rootfs: string;
  let host: string;
  beforeEach(async () => {
    sandbox = await openSandbox({ runtime: program, stateDir: machine.stateDir });
    place = mkdtempSync(path.join(machine.directory, 'attack-'));
    rootfs = makeBusyboxRoot(path.join(place, 'rootfs'));
    host = path.join(place, 'host');
    mkdirSync(host);
    for (const name of ['ptmx', 'null', 'hosts']) writeFileSync(path.join(host, name), 'of the host');
  });
  afterEach(() => rmSync(place, { recursive: true }));

  const run = (command: string, request: Partial<SandboxRequest> = {}) =>
    machine.sh(command, { rootfs, ...request }, sandbox);
  const slot = (name: string, target: string) => {
    const source = path.join(place, name);
    mkdirSync(source, { recursive: true });
    return { kind: 'slot', source, target, at } as const;
  };
  /** Makes `name` inside the root a link, in place of what the root has there. */
  const link = (name: string, target: string) => {
    rmSync(path.join(rootfs, name), { recursive: true, force: true });
    symlinkSync(target, path.join(rootfs, name));
  };
  const hostIsAsItWas = () => {
    expect(readdirSync(host).sort()).toEqual(['hosts', 'null', 'ptmx']);
    expect(readFileSync(path.join(host, 'ptmx'), 'utf8')).toBe('of the host');
  };
  /** A slot that is all that a step needs of /dev, made by an attacker: whatever the runtime opens there is a link. */
  const hostileDev = (target: string, nullTarget: string) => {
    const dev = slot('hostile-dev', target);
    symlinkSync(nullTarget, path.join(dev.source, 'null'));
    writeFileSync(path.join(dev.source, 'obuilder-launcher'), '#!/bin/sh\ncat /proc/keys; echo owned\n');
    chmodSync(path.join(dev.source, 'obuilder-launcher'), 0o755);
    return dev;
  };

  describe('a root', () => {
    test.each(['dev', 'proc', 'sys'])('with a link /%s to the host is refused', async (name) => {
      link(name, host);
      await expect(run('true')).rejects.toMatchObject(refused);
      hostIsAsItWas();
      expect(existsSync(rootfs + host)).toBe(false);
    });

    test.each(['dev', 'proc', 'sys'])('with an inner link or a file as /%s is refused', async (name) => {
      link(name, 'tmp');
      await expect(run('true')).rejects.toMatchObject(refused);
      rmSync(path.join(rootfs, name));
      writeFileSync(path.join(rootfs, name), '');
      await expect(run('true')).rejects.toMatchObject({ ...refused, value: `/${name}` });
    });

    test('is checked again after a step', async () => {
      await expect(run('true')).resolves.toMatchObject({ kind: 'exited', code: 0 });
      link('dev', host);
      await expect(run('true')).rejects.toMatchObject(refused);
      hostIsAsItWas();
    });

    test('is refused if it is a link', async () => {
      const other = path.join(place, 'other-root');
      symlinkSync(rootfs, other);
      await expect(run('true', { rootfs: other })).rejects.toMatchObject({
        code: 'sandbox-failed',
      });
    });

    test('changes nothing below /dev', async () => {
      for (const name of ['pts', 'shm', 'mqueue', 'console', 'null', 'obuilder-launcher', 'github-output'])
        link(`dev/${name}`, path.join(host, 'null'));
      const { output } = await run('stat -c %F /dev/null /dev/shm /dev/pts; echo x >/dev/null; echo ok');
      expect(output).toBe('character special file\ndirectory\ndirectory\nok\n');
      hostIsAsItWas();
    });

    test.each([
      ['hosts', '/dev/null'],
      ['hosts', '/proc/self/environ'],
      ['resolv.conf', '/dev/zero'],
      ['resolv.conf', '../sys/kernel/notes'],
    ])('with a link /etc/%s to %s is refused', async (name, target) => {
      link(`etc/${name}`, target);
      await expect(run('true', { network: 'host' })).rejects.toMatchObject(refused);
    });
  });

  describe('a slot', () => {
    test('on another slot’s link to /dev cannot become the step’s /dev', async () => {
      const outer = slot('outer', '/cache');
      symlinkSync('/dev', path.join(outer.source, 'dev'));
      writeFileSync(path.join(rootfs, 'tmp/stdout'), '');
      const inner = hostileDev('/cache/dev', '/tmp/stdout');
      await expect(run('true', { mounts: [outer, inner] })).rejects.toMatchObject(refusedAt);
      // The runtime reopens the attacker's null device, before anything is read-only, as the step's stdout.
      expect(readFileSync(path.join(rootfs, 'tmp/stdout'), 'utf8')).toBe('');
    });

    test('cannot replace the mask of the kernel’s keys', async () => {
      const outer = slot('outer', '/cache');
      symlinkSync('/dev', path.join(outer.source, 'dev'));
      writeFileSync(path.join(rootfs, 'tmp/keys'), 'unmasked\n');
      const inner = hostileDev('/cache/dev', '/tmp/keys');
      await expect(run('true', { mounts: [outer, inner] })).rejects.toMatchObject(refusedAt);
      expect(readFileSync(path.join(rootfs, 'tmp/keys'), 'utf8')).toBe('unmasked\n');
      expect((await run('cat /proc/keys')).output).toBe('');
    });

    test('cannot replace the whole root through a link', async () => {
      link('top', '/');
      const whole = slot('whole', '/top');
      makeBusyboxRoot(whole.source);
      await expect(run('echo owned', { mounts: [whole] })).rejects.toMatchObject(refusedAt);
    });

    test.each([
      '/dev',
      '/dev/shm',
      '/dev/pts',
      '/dev/shm/deep',
      '/proc',
      '/proc/self/attr',
      '/sys',
      '/sys/fs/cgroup',
      '/etc/hosts',
      '/etc/resolv.conf/x',
      '/dev/obuilder-launcher',
      '/dev/github-output',
    ])('on %s is refused, directly and through a link of the image', async (target) => {
      await expect(run('true', { mounts: [slot('a', target)], network: 'host' })).rejects.toMatchObject(
        refusedAt,
      );
      symlinkSync(target, path.join(rootfs, 'way'));
      await expect(run('true', { mounts: [slot('b', '/way')], network: 'host' })).rejects.toMatchObject(
        refusedAt,
      );
    });

    test.each([
      ['as the last part', '/cache/link'],
      ['on the way', '/cache/link/deep/er'],
    ])('is refused if another slot has a link %s', async (_, target) => {
      const outer = slot('outer', '/cache');
      symlinkSync(host, path.join(outer.source, 'link'));
      await expect(run('true', { mounts: [outer, slot('inner', target)] })).rejects.toMatchObject(refusedAt);
      await expect(run('true', { mounts: [outer, secret(target)] })).rejects.toMatchObject(refusedAt);
      hostIsAsItWas();
      expect(existsSync(rootfs + host)).toBe(false);
    });

    test('below a link of the image into another slot is refused too', async () => {
      const outer = slot('outer', '/cache');
      link('way', 'tmp/../cache');
      symlinkSync('/proc', path.join(outer.source, 'proc'));
      await expect(run('true', { mounts: [outer, slot('inner', '/way/proc')] })).rejects.toMatchObject(
        refusedAt,
      );
    });

    test('gets missing directories for mounts inside', async () => {
      const mounts = [
        slot('outer', '/cache'),
        slot('middle', '/cache/a/b'),
        slot('inner', '/cache/a/b/c/d'),
        secret('/cache/a/b/token'),
        secret('/cache/beside/token'),
      ];
      const { output } = await run(
        'echo in >/cache/a/b/c/d/f; cat /cache/a/b/token /cache/beside/token; mkdir /cache/own',
        { mounts },
      );
      expect(output).toBe('hushhush');
      const shown = (name: string) => readdirSync(path.join(place, name), { recursive: true }).sort();
      expect(shown('outer')).toEqual(['a', 'a/b', 'beside', 'beside/token', 'own']);
      expect(shown('middle')).toEqual(['c', 'c/d', 'token']);
      expect(shown('inner')).toEqual(['f']);
      const made = statSync(path.join(place, 'outer/a'));
      expect([made.mode & 0o7777, made.uid, made.gid]).toEqual([0o755, 0, 0]);
      expect(readdirSync(path.join(rootfs, 'cache'))).toEqual([]);
    });

    test('covered by a later slot stays unchanged', async () => {
      const mounts = [slot('first', '/a/b'), slot('second', '/a'), slot('third', '/a/b/c')];
      await run('echo x >/a/b/c/f', { mounts });
      expect(readdirSync(path.join(place, 'first'))).toEqual([]);
      expect(readdirSync(path.join(place, 'second'))).toEqual(['b']);
      expect(readdirSync(path.join(place, 'third'))).toEqual(['f']);
    });

    test('with a file in the way is refused', async () => {
      const outer = slot('outer', '/cache');
      writeFileSync(path.join(outer.source, 'file'), '');
      mkdirSync(path.join(outer.source, 'directory'));
      const inner = (target: string) => slot('inner', target);
      for (const mount of [inner('/cache/file'), inner('/cache/file/x'), secret('/cache/directory')])
        await expect(run('true', { mounts: [outer, mount] })).rejects.toMatchObject({
          code: 'sandbox-failed',
          at,
        });
    });
  });

  describe('a working directory', () => {
    test.each(['/proc/self/fd/7', '/proc/1/root', '/dev/fd/7', '/sys/kernel', '/proc/self/cwd/../..'])(
      'at %s is refused, directly and through links',
      async (cwd) => {
        await expect(run('ls', { cwd })).rejects.toMatchObject(refused);
        symlinkSync(cwd, path.join(rootfs, 'way'));
        await expect(run('ls', { cwd: '/way' })).rejects.toMatchObject(refused);
        const outer = slot('outer', '/cache');
        symlinkSync(cwd, path.join(outer.source, 'way'));
        await expect(run('ls', { cwd: '/cache/way', mounts: [outer] })).rejects.toMatchObject(refused);
      },
    );

    test('is made in a slot, and after a link of the image', async () => {
      const outer = slot('outer', '/cache');
      symlinkSync('cache', path.join(rootfs, 'way'));
      const { output } = await run('pwd -P', { cwd: '/way/deep/er', mounts: [outer] });
      expect(output).toBe('/cache/deep/er\n');
      expect(readdirSync(outer.source, { recursive: true }).sort()).toEqual(['deep', 'deep/er']);
    });

    test.each(['/dev/shm', '/dev/shm/work', '/proc', '/dev'])('may be %s', async (cwd) => {
      expect((await run('pwd', { cwd })).output).toBe(`${cwd}\n`);
    });
  });
});
