import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesWith } from '../../scripts/lib/machine-state.ts';
import { OwnMachine } from '../places/own-machine.ts';

const program = path.resolve(import.meta.dirname, '../programs/install.ts');
/** A sleeping time that no other process has in its command line. */
const MARKER = '86417';

const NAME = 'obuilder-test-hangs';

let machine: OwnMachine;
let directory = '';

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'packages-'));
  machine = await OwnMachine.make(['/usr', '/etc', '/var']);
});

afterAll(() => {
  machine?.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** A package whose script does as `script` says when it is installed. */
function makePackage(name: string, script: string): string {
  const root = path.join(directory, name);
  mkdirSync(path.join(root, 'DEBIAN'), { recursive: true });
  const control = `Package: ${name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: a test\n`;
  writeFileSync(path.join(root, 'DEBIAN/control'), control);
  writeFileSync(path.join(root, 'DEBIAN/postinst'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  // The tool refuses other modes, which the umask of whoever runs the tests would give.
  for (const made of ['DEBIAN', 'DEBIAN/postinst']) chmodSync(path.join(root, made), 0o755);
  const file = path.join(directory, `${name}.deb`);
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', root, file], { stdio: 'ignore' });
  return file;
}

function start(file: string) {
  const [enter = '', ...words] = machine.enter();
  const child = spawn(enter, [...words, process.execPath, program, file], {
    // A pipe that stays open, as a runner gives one.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HOME: directory, DEBIAN_FRONTEND: 'readline', LD_LIBRARY_PATH: directory },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<string>((resolve) => child.on('close', () => resolve(output)));
  const said = async (pattern: RegExp) => {
    for (let tries = 0; tries < 3600 && !pattern.test(output); tries += 1) await wait(50);
    return pattern.exec(output) ?? [];
  };
  return { ended, said };
}

test('a package that asks gets no answer, no terminal and a clean environment', async () => {
  const script =
    'read answer; echo "answer=$answer."; (read line </dev/tty) 2>/dev/null || echo "no terminal"; echo "$DEBIAN_FRONTEND $NEEDRESTART_MODE $HOME $LD_LIBRARY_PATH"';
  const output = await start(makePackage('obuilder-test-asks', script)).ended;
  expect(output).toContain('answer=.\nno terminal\nnoninteractive l /root \n');
  expect(output).toContain('INSTALLED\n');
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  '%s of the process that installs ends a package that ignores signals',
  async (signal) => {
    const script = `trap '' INT TERM HUP; echo begun; sleep ${MARKER} & sleep ${MARKER} & wait`;
    const name = `${NAME}-${signal.toLowerCase()}`;
    const { said, ended } = start(makePackage(name, script));
    await said(/^begun$/m);
    expect(processesWith(`sleep ${MARKER}`)).toHaveLength(2);
    const [, pid = ''] = await said(/^pid (\d+)$/m);
    const begin = performance.now();
    process.kill(Number(pid), signal);
    const output = await ended;
    expect(performance.now() - begin).toBeLessThan(60_000);
    if (signal === 'SIGTERM') expect(output).toContain('"code":"cancelled"');
    // A killed process stays in the list until the kernel gives it a processor.
    const left = () => [NAME, `sleep ${MARKER}`].flatMap(processesWith);
    for (let tries = 0; tries < 1200 && left().length > 0; tries += 1) await wait(50);
    // Else the next installation would go on with it.
    machine.write(`/var/lib/dpkg/info/${name}.postinst`, '#!/bin/sh\necho finished\n', '0755');
    expect(left()).toEqual([]);
  },
  300_000,
);

test('what a killed installation left half done is finished by the next one', async () => {
  const output = await start(makePackage('obuilder-test-next', 'echo fine')).ended;
  expect(output).toContain('INSTALLED\n');
  expect(machine.must('dpkg', '--status', `${NAME}-sigkill`)).toContain('Status: install ok installed');
}, 120_000);

test('an unknown package is an error with the command', async () => {
  const output = await start('obuilder-no-such-package').ended;
  expect(output).toContain('FAILED {"code":"tool-missing"');
  expect(output).toContain('apt-get install obuilder-no-such-package');
}, 120_000);
