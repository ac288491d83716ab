import path from 'node:path';
import { expect, test } from 'vitest';
import {
  asUser,
  install,
  LIBRARY,
  machine,
  PROGRAM,
  rules,
  useProgramMachine,
  user,
} from '../places/program-machine.ts';
import { cliPath } from '../programs/cli.ts';

useProgramMachine();

test("only root can change the program's files", () => {
  const listing = machine.must('find', PROGRAM, LIBRARY, '-printf', '%y %U:%G %m %p\\n').trim().split('\n');
  expect(listing.length).toBeGreaterThan(10);
  for (const line of listing) expect(line).toMatch(/^(?:f 0:0 (?:644|755)|d 0:0 755) /);
  expect(machine.run([PROGRAM, '--help']).status).toBe(2);
});

test('a second installation spares a version in use', async () => {
  const versions = () => machine.must('ls', LIBRARY).trim().split('\n');
  const [first = ''] = versions();
  expect(versions()).toHaveLength(1);
  const inUse = machine.must(
    'sh',
    '-c',
    `${LIBRARY}/${first}/node -e 'setTimeout(() => {}, 60000)' >/dev/null 2>&1 & echo $!`,
  );
  install();
  expect(versions()).toHaveLength(2);
  expect(versions()).toContain(first);
  machine.must('kill', '-KILL', inUse.trim());
  install();
  expect(versions()).not.toContain(first);
});

test('the rule is checked first and names a user', () => {
  expect(machine.must('cat', rules())).toContain(
    `\n${user.name} ALL=(root) NOPASSWD: /usr/local/sbin/obuilder-worker ""\n`,
  );
  expect(machine.must('stat', '-c', '%a %u', rules())).toBe('440 0\n');
  machine.must('visudo', '-c', '-f', rules());
  const unknown = machine.run([
    process.execPath,
    cliPath,
    'doctor',
    '--install',
    '--user=no such\nALL ALL=(ALL) NOPASSWD: ALL',
  ]);
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain('there is no user');
});

const doctorOf = (cli: string, ...flags: readonly string[]) =>
  machine.run([process.execPath, cli, 'doctor', '--install', ...flags]);

test.each([
  ['owns', (copy: string) => ['chown', '-R', String(user.uid), copy]],
  ['can write', (copy: string) => ['chmod', 'o+w', path.join(copy, 'cli/quick.js')]],
])('a source that the named user %s is refused', (_, change) => {
  const copy = '/usr/local/share/obuilder-source';
  machine.must('cp', '-r', path.resolve(cliPath, '../..'), copy);
  machine.must('chown', '-R', '0:0', copy);
  machine.must(...change(copy));
  machine.must('rm', '-rf', PROGRAM);
  const { status, stderr } = doctorOf(path.join(copy, 'cli/index.js'), `--user=${user.name}`);
  expect(stderr).toContain(`the user ${user.name} can change ${copy}`);
  expect(status).toBe(1);
  expect(machine.run(['test', '-e', PROGRAM]).status).toBe(1);
  const general = doctorOf(path.join(copy, 'cli/index.js'));
  expect(general.stderr).toContain('warning: others than root can change');
  expect(general.status).toBe(0);
  machine.must('rm', '-r', copy);
});

test('an unknown user changes nothing', () => {
  machine.must('rm', '-rf', PROGRAM);
  for (const name of ['walkerx', '4000123']) {
    const { status, stderr } = doctorOf(cliPath, `--user=${name}`);
    expect(stderr).toContain(`there is no user ${name}`);
    expect(status).toBe(2);
  }
  expect(machine.run(['test', '-e', PROGRAM]).status).toBe(1);
});

test('a number becomes the name of its account', () => {
  install(`--user=${user.uid}`);
  expect(machine.must('cat', rules())).toContain(`\n${user.name} ALL=(root)`);
});

test('each named user gets a rule', () => {
  machine.must('rm', rules());
  install(`--user=${user.name}`, '--user=nobody');
  expect(machine.must('cat', rules())).toContain(`\n${user.name} ALL=(root)`);
  expect(machine.must('sh', '-c', 'cat /etc/sudoers.d/obuilder-action-65534')).toContain(
    '\nnobody ALL=(root)',
  );
  machine.must('rm', '/etc/sudoers.d/obuilder-action-65534');
});

test('an update names the existing rules', () => {
  expect(install()).toContain(`start the program:\n${rules()}: ${user.name} ALL=(root)`);
  machine.must('rm', rules());
  expect(install()).toContain(
    '--user=NAME writes this rule to /etc/sudoers.d/obuilder-action-UID:\nNAME ALL=',
  );
});

test('a machine without sudo gets the program and the way to a rule', () => {
  machine.must('mv', '/etc/sudoers.d', '/etc/sudoers.away');
  try {
    expect(install()).toContain('No rule of sudo starts the program yet.');
  } finally {
    machine.must('mv', '/etc/sudoers.away', '/etc/sudoers.d');
  }
});

test('a directory writable by others gets no program', () => {
  machine.must('chmod', 'o+w', '/usr/local/lib');
  try {
    const { status, stderr } = machine.run([process.execPath, cliPath, 'doctor', '--install']);
    expect(status).toBe(2);
    expect(stderr).toContain('/usr/local/lib can be changed by others than root');
  } finally {
    machine.must('chmod', 'o-w', '/usr/local/lib');
  }
});

const remove = (...flags: readonly string[]) =>
  machine.run([process.execPath, cliPath, 'doctor', '--uninstall', ...flags]);
const isThere = (file: string) => machine.run(['test', '-e', file]).status === 0;

test('doctor removes the program and its rules', () => {
  const foreign = '/etc/sudoers.d/obuilder-action';
  const rule = `nobody ALL=(root) NOPASSWD: ${PROGRAM} ""`;
  machine.write(
    foreign,
    `${machine.must('head', '-1', rules())}${rule}\nnobody ALL=(root) /bin/true\n`,
    '0440',
  );
  const { stdout, status } = remove();
  expect(stdout).toContain(`Removed ${rules()}.\nRemoved ${PROGRAM}.\nRemoved ${LIBRARY}.\n`);
  expect(stdout).toContain(`wrote its file: ${foreign}: nobody ALL`);
  expect(status).toBe(0);
  expect([rules(), PROGRAM, LIBRARY].filter(isThere)).toEqual([]);
  machine.must('rm', foreign);
  expect(remove().stdout).toBe('There is nothing to remove.\n');
});

test('doctor removes the rule of one user', () => {
  install('--user=nobody');
  expect(remove('--user=nobody').stdout).toBe('Removed /etc/sudoers.d/obuilder-action-65534.\n');
  expect([rules(), PROGRAM].filter(isThere)).toEqual([rules(), PROGRAM]);
});

test('doctor spares a program in use', () => {
  const version = machine.must('ls', LIBRARY).trim();
  const node = `${LIBRARY}/${version}/node`;
  const inUse = machine.must(
    'sh',
    '-c',
    `${node} -e 'setTimeout(() => {}, 60000)' >/dev/null 2>&1 & echo $!`,
  );
  const { stderr, status } = remove();
  machine.must('kill', '-KILL', inUse.trim());
  expect(stderr).toContain('a build is using it');
  expect(status).toBe(1);
  expect([rules(), PROGRAM, LIBRARY].filter(isThere)).toHaveLength(3);
});

test.each([[['--user=nobody']], [['--install', '--uninstall']]])('doctor refuses %j', (flags) => {
  const { stderr, status } = machine.run([process.execPath, cliPath, 'doctor', ...flags]);
  expect(stderr).toContain('give either --install or --uninstall');
  expect(status).toBe(2);
});

test('doctor compares the version and the owner of the program', () => {
  const finding = () => {
    const { stdout } = asUser([process.execPath, cliPath, 'doctor', '--json']);
    const { findings } = JSON.parse(stdout);
    return findings.filter(({ check }: { readonly check: string }) =>
      ['root', 'worker program'].includes(check),
    );
  };
  expect(finding()).toMatchObject([
    { state: 'ok', found: expect.stringContaining('obuilder-worker') },
    { state: 'ok' },
  ]);
  machine.must('sed', '-i', 's/^# version: .*/# version: 0.0.1/', PROGRAM);
  expect(finding()[1]).toMatchObject({ state: 'problem', fix: expect.stringContaining('doctor --install') });
  machine.must('chown', String(user.uid), PROGRAM);
  expect(finding()[1]).toMatchObject({ state: 'problem', fix: expect.stringContaining('chown root:root') });
});
