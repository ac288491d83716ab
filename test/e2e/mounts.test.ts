import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { outcomes, type Report, Workshop } from '../places/workshop.ts';
import { jsonOf, runCli } from '../programs/cli.ts';

let workshop: Workshop;
let context = '';
beforeAll(() => {
  workshop = new Workshop();
  ({ context } = workshop);
  mkdirSync(path.join(context, 'project/deep'), { recursive: true });
  writeFileSync(path.join(context, 'project/deep/file'), 'of the context');
  writeFileSync(path.join(context, 'project/ignored.log'), '1');
  writeFileSync(path.join(context, '.dockerignore'), '**/*.log\n');
  symlinkSync('/etc', path.join(context, 'project/leads-out'));
  symlinkSync('project', path.join(context, 'link'));
});
afterAll(() => workshop?.remove());

const SDK = `(build sdk (BASE (run (shell "mkdir -p /sdk/bin /sdk/deep && cp /bin/busybox /sdk/bin/id && chmod 4755 /sdk/bin/id && echo one > /sdk/file && chown 12:34 /sdk/file && chmod 640 /sdk/file && ln -s ../file /sdk/deep/link && ln -s /etc /sdk/out"))))`;

/** Every way to change a mount that root in a step may try, each with the reason of its failure. */
const ATTACK = `
for at in /opt/sdk /src /etc/one; do
  case $at in /etc/one) new=$at;; *) new=$at/new;; esac
  ( echo x > $new ) 2>/dev/null && echo "wrote $new"
  touch $at 2>/dev/null && echo "touched $at"
  chmod 777 $at 2>/dev/null && echo "mode of $at"
  chown 5 $at 2>/dev/null && echo "owner of $at"
  mount -o remount,rw $at 2>/dev/null && echo "remounted $at"
  mount -o remount,rw,bind $at 2>/dev/null && echo "remounted the bind of $at"
  umount $at 2>/dev/null && echo "unmounted $at"
  unshare -Urm mount -o remount,rw,bind $at 2>/dev/null && echo "remounted $at in a namespace"
done
rm -rf /opt/sdk/* /src/* 2>/dev/null
ls /opt/sdk/file /src/deep/file /etc/one > /dev/null && echo unharmed`;

const step = (command: string, more = '') => `(run
  (mount (from (build sdk)) (src sdk) (target /opt/sdk))
  (mount (src project) (target /src))
  (mount (from (build sdk)) (src /sdk/file) (target /etc/one)) ${more}
  (shell "${command.replaceAll('"', '\\"')}"))`;

const KINDS = ['btrfs', 'zfs', 'overlayfs on ext4', 'copy on ext4'] as const;

describe.each(KINDS)('mounts in a store: %s', (kind) => {
  let at: DriverPlace;
  let flags: readonly string[];
  beforeAll(() => {
    at = (driverPlaces[kind] as () => DriverPlace)();
    flags = [`--store=${at.driver}:${at.newStore('store').place}`];
  });
  afterAll(() => {
    // Shown results keep their files for an hour.
    runCli(['prune', ...flags, '--max-results=0']);
    at?.remove();
  });

  /** The later flag of a store counts. */
  const build = (text: string) => runCli(['build', '-f', workshop.spec(text), context, ...flags, '--json']);
  const report = (text: string) => {
    const finished = build(text);
    expect(finished.status, finished.stdout + finished.stderr).toBe(0);
    return jsonOf<Report>(finished);
  };
  const rootOf = (id: string) => {
    return jsonOf<{ readonly path: string }>(runCli(['inspect', id, ...flags, '--json'])).path;
  };
  const said = (text: string, name = 'said') =>
    readFileSync(path.join(rootOf(report(text).id), name), 'utf8');

  test('show files that no step can change, and leave no mount points', () => {
    const look = `exec > /said
      cat /opt/sdk/deep/link /src/deep/file; echo; cat /etc/one
      stat -c '%u:%g %a' /opt/sdk/file /src/deep/file
      /opt/sdk/bin/id -u | grep -x 0 > /dev/null && echo runs
      ls /src
      grep -c -E ' (/opt/sdk|/src|/etc/one) ro,nosuid,nodev' /proc/self/mountinfo
      ${ATTACK}`;
    const { id, steps } = report(`(${SDK} BASE (run (shell "mkdir /data")) ${step(look)})`);
    const root = rootOf(id);
    expect(readFileSync(path.join(root, 'said'), 'utf8')).toBe(
      'one\nof the context\none\n12:34 640\n0:0 644\nruns\ndeep\nleads-out\n3\nunharmed\n',
    );
    expect(readdirSync(root)).not.toContain('opt');
    expect(readdirSync(root)).not.toContain('src');
    expect(existsSync(path.join(root, 'etc/one'))).toBe(false);
    const before = rootOf(steps.at(-2)?.id ?? '');
    const time = (directory: string) => statSync(path.join(directory, 'etc'), { bigint: true }).mtimeNs;
    const coarse = (value: bigint) => (at.hasNoAttributes ? value / 1_000_000_000n : value);
    expect(coarse(time(root))).toBe(coarse(time(before)));
    const sdk = rootOf(steps[1]?.id ?? '');
    expect(readFileSync(path.join(sdk, 'sdk/file'), 'utf8')).toBe('one\n');
  });

  test('are part of the id by content alone', () => {
    const text = `(${SDK} BASE ${step('cat /src/deep/file > /said')})`;
    const first = report(text);
    const file = path.join(context, 'project/deep/file');
    utimesSync(file, 1, 1);
    writeFileSync(path.join(context, 'project/ignored.log'), '2');
    expect(report(text)).toMatchObject({ id: first.id, cacheHit: true });
    writeFileSync(file, 'changed');
    const changed = report(text);
    expect(outcomes(changed).at(-1)).toBe('built');
    expect(said(text)).toBe('changed');
    writeFileSync(file, 'of the context');
    expect(report(text)).toMatchObject({ id: first.id, cacheHit: true });
    // The same content with another mode is another mount of a build, whose modes the step sees.
    const other = report(text.replace('chmod 640', 'chmod 600'));
    expect(other.id).not.toBe(first.id);
    // Another making with the same files is the same mount.
    const same = report(text.replace('mkdir -p', 'true; mkdir -p'));
    expect(same.id).toBe(first.id);
  });

  test('take the place of existing files, which reappear after the step', () => {
    const text = `(${SDK} BASE (run (shell "mkdir -p /opt/sdk /src && echo old > /opt/sdk/old && echo 1 > /etc/one"))
      ${step('cat /etc/one; ls /opt/sdk')} (run (shell "cat /etc/one /opt/sdk/old > /said; ls -d /src >> /said")))`;
    expect(said(text)).toBe('1\nold\n/src\n');
  });

  test('carry caches, and a failed step leaves no mount points either', () => {
    const cache = '(cache (target (target /src/target)) (sdk (target /opt/sdk/deep)))';
    const text = `(${SDK} BASE ${step('echo x >> /src/target/count; cp /src/target/count /said; ls -a /opt/sdk/deep >> /said', cache)})`;
    expect(said(text)).toBe('x\n.\n..\n');
    const failed = build(`(${SDK} BASE ${step('exit 3')})`);
    expect(failed.status).toBe(1);
    const missing = build(`(${SDK} BASE ${step('true', '(cache (c (target /opt/sdk/new)))')})`);
    expect(missing.stdout + missing.stderr).toMatch(/is missing in the read-only mount on \/opt\/sdk/);
  });

  test('never lead out of their root', () => {
    const cases = [
      ['(src link/deep)', /symbolic link .*link/],
      ['(src link)', /could not mount .*a symbolic link/],
      ['(src project/leads-out/passwd)', /symbolic link/],
      ['(src missing)', /is not in the context/],
      ['(src project/ignored.log)', /left out of the context by \.dockerignore/],
      ['(from (build sdk)) (src sdk/out/passwd)', /symbolic link/],
      ['(from (build sdk)) (src sdk/out)', /could not mount/],
    ] as const;
    for (const [source, message] of cases) {
      const { status, stdout, stderr } = build(
        `(${SDK} BASE (run (mount ${source} (target /m)) (shell "true")))`,
      );
      expect(status).toBe(1);
      expect(stdout + stderr).toMatch(message);
    }
  });

  test('survive a step that moves their mount points', () => {
    const text = `(BASE (run (shell "mkdir -p /a/b /c")) (run (mount (src project) (target /a/b/new/m)) (shell "mv /a /moved; ln -s /c /a; mkdir -p /c/b/new/m")) (run (shell "ls -d /c/b/new/m /a > /said")))`;
    expect(said(text)).toBe('/a\n/c/b/new/m\n');
  });
});
