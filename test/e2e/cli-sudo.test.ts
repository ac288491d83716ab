import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, runCli } from '../programs/cli.ts';

let workshop: Workshop;
let user: TestUser;

beforeAll(() => {
  workshop = new Workshop();
  user = makeUser('ALL=(root) NOPASSWD: ALL');
});

afterAll(() => {
  workshop?.remove();
  user?.remove();
});

function cli(file: string, args: readonly string[], input = '') {
  const store = workshop.storeFlag.replace('--store=', '');
  const env = { ...process.env, HOME: user.home, OBUILDER_STORE: store };
  const { uid, gid } = user;
  return spawnSync(file, args, { uid, gid, env, input, encoding: 'utf8' });
}

test('sudo gives a user the store of the environment', () => {
  const { id } = workshop.report('(BASE (run (shell "echo made > /made")))');
  const refused = cli(process.execPath, [cliPath, 'list', '--json']);
  expect(refused.stderr).toMatch(/may not use the store .*\n.* init btrfs:/);
  expect(runCli(['init', workshop.storeFlag.replace('--store=', '')]).status).toBe(0);
  const listed = cli(process.execPath, [cliPath, 'list', '--json']);
  expect(listed.stdout).toContain(id);
  const entered = cli(process.execPath, [cliPath, 'shell', id, '--', 'cat /made; exit 6']);
  expect(entered.stdout).toBe('made\n');
  expect(entered.status).toBe(6);
  const line = [process.execPath, cliPath, 'shell', id].join(' ');
  const words = ['--quiet', '--return', '--command', line, '/dev/null'];
  const withTerminal = cli('script', words, 'tty; exit 9\n');
  expect(withTerminal.stdout).toContain('/dev/pts/0');
  expect(withTerminal.status).toBe(9);
  expect(workshop.inStore('tmp')).toEqual([]);
});

/** A spec of the user with one command. */
function specOf(command: string): string {
  expect(runCli(['init', workshop.storeFlag.replace('--store=', '')]).status).toBe(0);
  chmodSync(workshop.directory, 0o755);
  execFileSync('chown', ['-Rh', `${user.uid}:${user.gid}`, workshop.base]);
  const spec = path.join(user.home, 'build.spec');
  const text = `((from "rootfs:${workshop.base}") (shell /bin/sh -c) (run (shell "${command}")))`;
  writeFileSync(spec, text, { mode: 0o644 });
  return spec;
}

/** Starts a program of the user, and calls `then` once, after the step has printed that it runs. */
function startBuild(
  file: string,
  args: readonly string[],
  then: (child: ChildProcessWithoutNullStreams) => void,
) {
  const { uid, gid } = user;
  const env = { ...process.env, HOME: user.home, OBUILDER_STORE: workshop.storeFlag.replace('--store=', '') };
  const child = spawn(file, args, { uid, gid, env });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const isNew = !/^it runs/m.test(log);
    log += text;
    if (isNew && /^it runs/m.test(log)) then(child);
  });
  // The streams close after the last process with these streams has ended, root's part included.
  return new Promise<{ status: number | null; log: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, log }));
  });
}

test('Ctrl-C in a terminal cancels a build behind sudo', async () => {
  const spec = specOf('echo it runs; sleep 60');
  const line = [process.execPath, cliPath, 'build', '-f', spec, workshop.directory].join(' ');
  const words = ['--quiet', '--return', '--command', line, '/dev/null'];
  const { status, log } = await startBuild('script', words, ({ stdin }) => stdin.write('\x03'));
  expect(log).toContain('cancelled');
  expect(status).toBe(130);
}, 30_000);

test("the end of a killed user's process ends root's part", async () => {
  const spec = specOf('echo it runs; sleep 50');
  const words = [cliPath, 'build', '-f', spec, workshop.directory];
  const { log } = await startBuild(process.execPath, words, (child) => child.kill('SIGKILL'));
  expect(log).toContain('cancelled');
  expect(workshop.inStore('tmp')).toEqual([]);
}, 30_000);
