import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launcher, launcherArguments } from '../../../src/sandbox/launcher.ts';

let directory: string;
let program: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'launcher-'));
  program = path.join(directory, 'launcher');
  writeFileSync(program, launcher(process.arch), { mode: 0o755 });
});
afterAll(() => rmSync(directory, { recursive: true }));

function run(file: string, argv: readonly string[], env: Record<string, string> = {}) {
  const [command = '', ...words] = launcherArguments(program, file, argv);
  return spawnSync(command, words, { env, encoding: 'utf8' });
}

test('the launcher passes on argv and environment and joins stderr to stdout', () => {
  const script = 'echo "$0,$1,$2,$A"; echo error >&2; echo again; exit 7';
  const { status, stdout, stderr } = run('/bin/sh', ['name', '-c', script, 'zero', '', 'b c'], { A: 'x' });
  expect({ status, stdout, stderr }).toEqual({
    status: 7,
    stdout: 'zero,,b c,x\nerror\nagain\n',
    stderr: '',
  });
});

test('the launcher takes an empty argv and environment', () => {
  expect(run('/bin/true', ['true'])).toMatchObject({ status: 0, stdout: '' });
});

test('the launcher leaves stdout and stderr apart on request', () => {
  writeFileSync(`${program}-apart`, launcher(process.arch, 'apart'), { mode: 0o755 });
  const [, ...words] = launcherArguments(program, '/bin/sh', ['sh', '-c', 'echo out; echo error >&2']);
  const { stdout, stderr } = spawnSync(`${program}-apart`, words, { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'out\n', stderr: 'error\n' });
});

test('the launcher resets inherited process attributes', () => {
  const show =
    'cat /proc/self/personality /proc/self/timerslack_ns; grep -E "Cpus_allowed_list|THP" /proc/self/status; ionice';
  const ask = ['-c', show];
  const clean = spawnSync('/bin/sh', ask, { encoding: 'utf8' }).stdout;
  const hostile = ['i686', '-R', 'taskset', '-c', '0', 'ionice', '-c', '3'];
  const dirty = spawnSync('setarch', [...hostile, '/bin/sh', ...ask], { encoding: 'utf8' }).stdout;
  expect(dirty).not.toBe(clean);
  const words = launcherArguments(program, '/bin/sh', ['sh', ...ask]);
  expect(spawnSync('setarch', [...hostile, ...words], { encoding: 'utf8' }).stdout).toBe(clean);
});

test('the launcher reports a program that cannot be executed', () => {
  expect(run('/no/such', ['x'])).toMatchObject({ status: 127, stdout: 'the shell cannot be executed\n' });
});

test('the launcher is a small ELF file, and an error for other machines', () => {
  for (const machine of ['x64', 'arm64']) {
    expect(Buffer.from(launcher(machine)).toString('latin1', 0, 4)).toBe('\x7fELF');
    expect(launcher(machine).length).toBeLessThan(4096);
  }
  expect(() => launcher('s390x')).toThrow(
    expect.objectContaining({ code: 'sandbox-failed', value: 's390x' }),
  );
});
