import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  asUser,
  LIBRARY,
  machine,
  PROGRAM,
  rules,
  runner,
  useProgramMachine,
  user,
  workshop,
} from '../places/program-machine.ts';
import { Runner } from '../places/runner.ts';
import { cliPath } from '../programs/cli.ts';

useProgramMachine();

const spec = (command: string) => `((from "rootfs:base") (shell /bin/sh -c) (run (shell "${command}")))`;
const build = (command: string) =>
  runner.run('main', { inputs: { spec: spec(command), store: `btrfs:${workshop.pool.path}` } });

describe('a user with a sudo rule for the program alone', () => {
  test('builds through the action', async () => {
    const before = asUser(['sudo', '-n', process.execPath, cliPath, 'worker']);
    expect(before.status).toBe(1);
    const { status, log, outputs } = await build('echo built by the program');
    expect(status, log).toBe(0);
    expect(log).toContain('built by the program');
    expect(outputs['id']).toMatch(/^[0-9a-f]{64}$/);
  });

  test("gets commands for an administrator that start root's copy", async () => {
    runner.write('build.spec', spec('exit 3'));
    const inputs = { 'spec-file': 'build.spec', store: `btrfs:${workshop.pool.path}` };
    const { log, summary } = await runner.run('main', { inputs });
    const command = `sudo ${LIBRARY}/[^/ ]+/node ${LIBRARY}/[^/ ]+/cli/index\\.js`;
    expect(log).toMatch(new RegExp(`To inspect its files .*: ${command} shell .*\n.*for an administrator`));
    expect(summary).toMatch(new RegExp(`run the build again[^]* ${command} build -f build\\.spec`));
    expect(log + summary).not.toContain(process.execPath);
    const refused = await runner.run('main', {
      inputs: { 'spec-file': 'build.spec', store: 'copy:/srv/other' },
    });
    expect(refused.log).toMatch(new RegExp(`(?:once|runs): ${command} init copy:/srv/other`));
  });

  test.each([[['list', '--json']], [['build', '-f', 'any.spec', '--json']], [['shell', 'abcdef']]])(
    'gets an error with a remedy from %j',
    (words) => {
      const { status, stdout, stderr } = asUser([process.execPath, cliPath, ...words]);
      expect(status).toBe(1);
      const message = `"${words[0]}" needs root, and sudo does not let ${user.name} start the command line`;
      expect(stderr).toContain(
        `error: ${message} without a password\nhint: Let an administrator run the command.`,
      );
      if (!words.includes('--json')) return;
      const error = { code: 'not-root', message: expect.stringContaining(message) };
      expect(JSON.parse(stdout)).toMatchObject({ error });
    },
  );

  test.each([
    [['shell'], 'the id of a result or of a failed step is missing'],
    [['inspect'], 'the id of a result or of a failed step is missing'],
    [['logs', 'a', 'b'], 'there is more than one'],
    [['remove'], 'the id of a result, or --slot=NAME, is missing'],
    [['list', 'word'], 'unexpected argument'],
    [['usage', '--store=nonsense:/x'], 'nonsense'],
    [['prune'], 'no limit was given'],
    [['init', 'auto'], 'needs no init'],
    [['build'], 'no spec was given'],
    [['plan', '-f', 'x', '--pull=perhaps'], 'perhaps'],
  ])('learns of the fault in %j without sudo', (words, message) => {
    const { status, stderr } = asUser([process.execPath, cliPath, ...words]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('sudo');
    expect(status).toBe(2);
  });

  test('installs missing programs in a group of the log', async () => {
    machine.must('dpkg', '--purge', '--force-all', 'runc');
    const { status, log } = await build('echo with a runtime from a package');
    expect(status, log).toBe(0);
    expect(log).toMatch(/^::group::Install runc$/m);
    expect(log).toMatch(/^Setting up runc /m);
    expect(machine.run(['dpkg', '--status', 'runc']).stdout).toContain('install ok installed');
  }, 240_000);

  test('gets packages by apt-get update despite the warnings of sudo', async () => {
    const repository = '/usr/local/share/obuilder-test';
    const script = `set -e; mkdir -p ${repository}/p/DEBIAN ${repository}/p/usr/sbin; cd ${repository}
      cp /usr/sbin/runc p/usr/sbin/
      printf '%s\\n' 'Package: runc' 'Version: 99' 'Architecture: all' 'Maintainer: nobody <nobody@example.org>' 'Description: a test' > p/DEBIAN/control
      chmod -R go=rX .; dpkg-deb --build --root-owner-group p runc.deb
      { dpkg-deb --field runc.deb; echo Filename: ./runc.deb; echo Size: $(stat -c %s runc.deb); echo SHA256: $(sha256sum < runc.deb | cut -d' ' -f1); } > Packages
      chmod 0644 Packages runc.deb
      rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
      echo 'deb [trusted=yes] file:${repository} ./' > /etc/apt/sources.list
      sed -i 's/^hosts:.*/hosts: files/' /etc/nsswitch.conf
      dpkg --purge --force-all runc`;
    machine.must('sh', '-c', script);
    const root = machine.enter();
    const words = ['unshare', '--uts', 'sh', '-c', 'hostname without-address && exec "$@"', 'sh'];
    const enter = [...root, ...words, ...machine.enter(user).slice(root.length)];
    const warned = new Runner(user, enter);
    try {
      const [file = '', ...args] = [...enter, 'sudo', '-n', PROGRAM];
      expect(spawnSync(file, args, { encoding: 'utf8', input: '' }).stderr).toMatch(
        /^sudo: unable to resolve host without-address: /m,
      );
      warned.copyIn(workshop.base, 'base');
      const inputs = { spec: spec('echo despite the warnings'), store: `btrfs:${workshop.pool.path}` };
      const { status, log } = await warned.run('main', { inputs });
      expect(status, log).toBe(0);
      expect(log).toMatch(/Unable to locate package runc|no installation candidate/);
      expect(log).toMatch(/^Setting up runc \(99\)/m);
      expect(log).toContain('despite the warnings');
    } finally {
      warned.remove();
    }
  }, 240_000);

  test('installs nothing with install: false', async () => {
    machine.must('mv', '/usr/sbin/runc', '/usr/sbin/runc.away');
    try {
      const inputs = { spec: spec('echo never'), store: `btrfs:${workshop.pool.path}`, install: 'false' };
      const { status, log } = await runner.run('main', { inputs });
      expect(status).toBe(1);
      expect(log).not.toContain('::group::Install');
    } finally {
      machine.must('mv', '/usr/sbin/runc.away', '/usr/sbin/runc');
    }
  });

  test.each([
    ['arguments', ['--anything']],
    ['a verb', ['doctor']],
    ['an empty argument', ['']],
  ])('gets nothing by %s', (_, args) => {
    const { status, stdout, stderr } = asUser(['sudo', '-n', PROGRAM, ...args]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/password is required|not allowed/);
  });

  test('may not set variables', () => {
    const { status, stderr } = asUser(['sudo', '-n', 'NODE_OPTIONS=--version', PROGRAM]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/not allowed to set/);
  });

  test('gains nothing by variables of a careless sudo', async () => {
    const proof = path.join(runner.directory, 'proof');
    const evil = runner.write('evil.cjs', `require('node:fs').writeFileSync('${proof}', 'root')`);
    for (const name of ['env', 'node', 'runc', 'btrfs'])
      runner.write(`bin/${name}`, `#!/bin/sh\necho root > ${proof}\n`, 0o755);
    machine.write(
      '/etc/sudoers.d/zz-careless',
      'Defaults !env_reset, !secure_path, env_keep += "NODE_OPTIONS PATH HOME LD_PRELOAD"\n',
      '0440',
    );
    try {
      const env = {
        NODE_OPTIONS: `--require=${evil}`,
        PATH: `${runner.workspace}/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
        HOME: runner.workspace,
        LD_PRELOAD: `${runner.workspace}/evil.so`,
        NODE_PATH: runner.workspace,
        ENV: evil,
        BASH_ENV: evil,
      };
      const shown = asUser(['/usr/bin/sudo', '-n', PROGRAM], env);
      expect(shown.stdout + shown.stderr).toContain('stdin ended before a complete request');
      const inputs = { spec: spec('echo clean'), store: `btrfs:${workshop.pool.path}` };
      const { NODE_OPTIONS: _, PATH: __, ...rest } = env;
      const { status, log } = await runner.run('main', { inputs, env: rest });
      expect(status, log).toBe(0);
      expect(existsSync(proof)).toBe(false);
    } finally {
      machine.must('rm', '/etc/sudoers.d/zz-careless');
    }
  });

  test('sees a single error for another version', async () => {
    machine.must('sed', '-i', 's/^# version: .*/# version: 0.0.1/', PROGRAM);
    const { status, log } = await build('echo never');
    expect(status).toBe(1);
    expect(log).toMatch(/::error::.*obuilder-worker has version 0\.0\.1, but this action has version /);
    expect(log).toContain('node dist/cli/index.js doctor --install');
  });
});

test('full sudo starts its own worker despite another version', async () => {
  machine.must('sed', '-i', 's/^# version: .*/# version: 0.0.1/', PROGRAM);
  machine.write(rules(), `${user.name} ALL=(root) NOPASSWD: ALL\n`, '0440');
  const { status, log } = await build('echo by its own worker');
  expect(status, log).toBe(0);
  expect(log).toMatch(/has version 0\.0\.1.*The action starts its own worker instead/);
});
