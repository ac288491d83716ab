import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asRoot, isAllowed, rootHint, sudoRefuses } from '../../../../src/host/process/sudo.ts';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'root-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A sudo that says `words`, as sudo does of a host without an address, and ends with `status`. */
function sudoSaying(words: string, status: number): Readonly<Record<string, string>> {
  const file = path.join(directory, 'sudo');
  writeFileSync(file, `#!/bin/sh\necho "$*" > ${directory}/asked\necho '${words}' >&2\nexit ${status}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${directory}:/usr/bin:/bin` };
}

const command = ['sudo', '-n', 'node', 'cli', 'worker'];

test('root needs no sudo; other users run sudo without a password', () => {
  expect(asRoot(['a', 'b'], 0)).toEqual(['a', 'b']);
  expect(asRoot(['a', 'b'], 1000)).toEqual(['sudo', '-n', 'a', 'b']);
});

test('only the status of sudo decides, not its words', async () => {
  const warning = 'sudo: unable to resolve host x: Name or service not known';
  expect(await isAllowed({ command, env: sudoSaying(warning, 0) })).toBe(true);
  expect(await isAllowed({ command, env: sudoSaying(warning, 1) })).toBe(false);
});

test("a refusal names the program, sudo's words and the remedy", () => {
  const error = sudoRefuses({ user: 'x', command }, 'sudo: a password is required');
  expect(error).toMatchObject({ code: 'not-root', value: 'node cli worker', hint: rootHint('x') });
  expect(error.message).toContain('\nsudo: a password is required');
  expect(error.hint).toContain('doctor --install --user=x\n');
});
