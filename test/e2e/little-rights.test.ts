import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { OwnMachine } from '../places/own-machine.ts';
import { cliPath } from '../programs/cli.ts';

let directory = '';
let pool = '';
let machine: OwnMachine;

beforeEach(async () => {
  // A store's directories are root's from the top down.
  directory = mkdtempSync('/srv/obuilder-test-rights-');
  pool = path.join(directory, 'pool');
  makeBusyboxRoot(path.join(directory, 'base'));
  writeFileSync(
    path.join(directory, 'a.spec'),
    '((from "rootfs:base") (shell /bin/sh -c) (run (shell "echo built here")))',
  );
  machine = await OwnMachine.make([]);
});

afterEach(() => {
  machine?.remove();
  rmSync(directory, { recursive: true, force: true });
});

const inPool = () => (existsSync(pool) ? readdirSync(pool) : []);
const obuilder = (...words: readonly string[]) => {
  const { status, stdout, stderr } = machine.run(words);
  return { status, text: stdout + stderr };
};
const cli = (verb: readonly string[], before: readonly string[] = []) =>
  obuilder(...before, process.execPath, cliPath, ...verb, '--store=auto', `--pool-dir=${pool}`);
const build = (...before: readonly string[]) =>
  cli(['build', '-f', path.join(directory, 'a.spec'), directory, '--store-size=300MB'], before);
const doctor = (...before: readonly string[]) => cli(['doctor'], before);

/** Another /dev, as a container has one. */
function devWithout(...nodes: readonly string[]): void {
  machine.must('mkdir', '-p', '/mnt/dev');
  machine.must('mount', '--bind', '/dev', '/mnt/dev');
  machine.must('mount', '-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', '/dev');
  const script = `for node in null zero full random urandom tty ptmx fuse loop-control; do
    case " ${nodes.join(' ')} " in *" $node "*) ;; *) [ -e /mnt/dev/$node ] && cp -a /mnt/dev/$node /dev/;; esac; done
    ln -s /proc/self/fd /dev/fd; ln -s fd/0 /dev/stdin; ln -s fd/1 /dev/stdout; ln -s fd/2 /dev/stderr
    mkdir /dev/shm /dev/pts; mount --bind /mnt/dev/pts /dev/pts; mount -t tmpfs tmpfs /dev/shm`;
  machine.must('sh', '-c', script);
}

test.each([
  ['loop devices', ['loop-control']],
  ['nodes of loop devices', []],
] as const)(
  'auto builds without %s and leaves no image',
  (_, missing) => {
    devWithout(...missing);
    const { status, text } = build();
    expect(text).toMatch(/^Store: (overlayfs|copy):.*there are no loop devices/m);
    expect(text).toContain('built here');
    expect(status, text).toBe(0);
    expect(inPool()).not.toContain('pool.img');
    expect(doctor().text).toMatch(/note {4}loop devices: none.*\n.*Docker: /);
  },
  120_000,
);

test('auto returns to image files with loop devices', () => {
  devWithout();
  expect(build().text).toMatch(/^Store: (overlayfs|copy):/m);
  machine.must('umount', '--recursive', '--lazy', '/dev');
  const { status, text } = build();
  machine.must('umount', path.join(pool, 'pool'));
  expect(text).toMatch(/^Store: btrfs:/m);
  expect(status, text).toBe(0);
}, 120_000);

test('a missing right to mount names the capability', () => {
  const without = ['setpriv', '--bounding-set=-sys_admin', '--'];
  const { status, text } = build(...without);
  expect(status).toBe(1);
  expect(text).toMatch(
    /^error: nothing can be built here: this process may not mount file systems: .*CAP_SYS_ADMIN$/m,
  );
  expect(text).toMatch(/Docker: .*--privileged.*Kubernetes: .*privileged: true.*systemd: /);
  expect(text).not.toContain('damaged');
  expect(inPool()).not.toContain('pool.img');
  expect(doctor(...without).text).toMatch(/problem mounts: .*CAP_SYS_ADMIN/);
}, 120_000);

test.each(['btrfs', 'zfs', 'overlayfs', 'copy'])(
  'without the right to mount the store %s fails',
  (driver) => {
    const place = driver === 'zfs' ? 'obuilder-test-nothing/here' : path.join(directory, 'named');
    const cut = ['setpriv', '--bounding-set=-sys_admin', '--', process.execPath, cliPath];
    const flags = [`--store=${driver}:${place}`, '-f', path.join(directory, 'a.spec'), directory];
    const { status, text } = obuilder(...cut, 'build', ...flags);
    expect(text).toMatch(/^error: nothing can be built here: .*lacks the capability CAP_SYS_ADMIN$/m);
    expect(text).toMatch(/Docker: .*--privileged.*Kubernetes: .*privileged: true.*systemd: /);
    expect(status).toBe(1);
    expect(readdirSync(directory).sort()).toEqual(['a.spec', 'base']);
  },
  120_000,
);

test('a store impossible without mounts names the capability', () => {
  const cut = ['setpriv', '--bounding-set=-sys_admin', '--', process.execPath, cliPath];
  const { status, text } = obuilder(...cut, 'init', `overlayfs:${directory}/named`);
  expect(text).toMatch(/^error: nothing can be built here: .*lacks the capability CAP_SYS_ADMIN$/m);
  expect(status).toBe(1);
}, 120_000);

test('a read-only store directory is named in the error', () => {
  machine.must('mount', '--bind', directory, directory);
  machine.must('mount', '-o', 'remount,ro,bind', directory);
  const { status, text } = build();
  expect(status).toBe(1);
  expect(text).toContain(`error: no store can be made at ${pool}: the file system is read-only\n`);
  expect(text).toContain('ReadWritePaths=');
  expect(doctor().text).toMatch(/problem place of the store: .* is read-only/);
}, 120_000);

test('a read-only /run is no obstacle', () => {
  machine.must('mount', '--rbind', '/run', '/run');
  machine.must('mount', '-o', 'remount,ro,bind', '/run');
  machine.must('mount', '-t', 'tmpfs', 'tmpfs', '/var/lib');
  const { status, text } = build();
  machine.run(['umount', path.join(pool, 'pool')]);
  expect(text).toContain('built here');
  expect(status, text).toBe(0);
  expect(doctor().text).toMatch(/note {4}run directory: \/run cannot be written to/);
}, 120_000);

/** A PATH without the directories for administrators: the PATH of cron. */
const inShortPath = ['env', '-i', 'PATH=/usr/bin:/bin'];

test('a short PATH finds the unmounted pool', () => {
  expect(build().status).toBe(0);
  machine.must('umount', path.join(pool, 'pool'));
  const { status, text } = cli(['usage'], inShortPath);
  machine.must('umount', path.join(pool, 'pool'));
  expect(text).toMatch(/^store: +btrfs:.*found again and mounted/m);
  expect(status, text).toBe(0);
  expect(doctor(...inShortPath).text).not.toMatch(/loop devices: none|problem/);
}, 120_000);

test.each(['losetup', 'mount'])(
  'a missing %s is named and hides no pool',
  async (program) => {
    expect(build().status).toBe(0);
    machine.must('umount', path.join(pool, 'pool'));
    machine.remove();
    machine = await OwnMachine.make(['/usr/bin', '/usr/sbin']);
    machine.must('sh', '-c', `rm "$(command -v ${program})"`);
    const { status, text } = build();
    expect(text).toMatch(
      new RegExp(`^error: the program ${program} is not installed\n.*apt-get install mount`, 'm'),
    );
    expect(status).toBe(1);
    const found = doctor().text;
    expect(found).toMatch(new RegExp(`problem ${program}: not installed\n.*apt-get install mount`));
    expect(found).not.toContain('loop devices: none');
    expect(cli(['usage']).text).toContain(`the program ${program} is not installed`);
  },
  120_000,
);

test('doctor names missing parts and the fix', async () => {
  machine.remove();
  machine = await OwnMachine.make(['/usr/bin']);
  machine.must('rm', '/usr/bin/btrfs');
  const { status, text } = doctor();
  expect(status).toBe(1);
  expect(text).toMatch(/^problem +btrfs: not installed\n +→ sudo apt-get install btrfs-progs/m);
});
