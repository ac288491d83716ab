import { execFileSync, spawn, spawnSync } from 'node:child_process';
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

test('Ctrl-C in a terminal cancels a build behind sudo', async () => {
  expect(runCli(['init', workshop.storeFlag.replace('--store=', '')]).status).toBe(0);
  chmodSync(workshop.directory, 0o755);
  execFileSync('chown', ['-Rh', `${user.uid}:${user.gid}`, workshop.base]);
  const spec = path.join(user.home, 'build.spec');
  const base = `(from "rootfs:${workshop.base}") (shell /bin/sh -c)`;
  writeFileSync(spec, `(${base} (run (shell "echo it runs; sleep 60")))`, { mode: 0o644 });
  const line = [process.execPath, cliPath, 'build', '-f', spec, workshop.directory].join(' ');
  const words = ['--quiet', '--return', '--command', line, '/dev/null'];
  const { uid, gid } = user;
  const env = { ...process.env, HOME: user.home, OBUILDER_STORE: workshop.storeFlag.replace('--store=', '') };
  const child = spawn('script', words, { uid, gid, env });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    log += text;
    if (/^it runs/m.test(text)) child.stdin.write('\x03');
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(log).toContain('cancelled');
  expect(status).toBe(130);
}, 30_000);
