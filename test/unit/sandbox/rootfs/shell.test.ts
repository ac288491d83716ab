import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shellOf } from '../../../../src/sandbox/rootfs/shell.ts';

let rootfs = '';
beforeEach(() => {
  rootfs = mkdtempSync(path.join(tmpdir(), 'interactive-'));
});
afterEach(() => rmSync(rootfs, { recursive: true, force: true }));

function install(...programs: readonly string[]): void {
  for (const program of programs) {
    mkdirSync(path.dirname(rootfs + program), { recursive: true });
    writeFileSync(rootfs + program, '', { mode: 0o755 });
  }
}

const shell = (...words: readonly string[]) => shellOf({ rootfs, env: [] }, words);

test('the shell of the step starts without its -c', () => {
  install('/bin/sh', '/bin/bash', '/usr/bin/env', '/opt/fish');
  expect(shell('/bin/sh', '-c')).toEqual({ interactive: ['/bin/sh'], command: ['/bin/sh', '-c'] });
  expect(shell('/usr/bin/env', 'bash', '-c').interactive).toEqual(['/usr/bin/env', 'bash']);
  expect(shell('/opt/fish', '--private', '-ec')).toEqual({
    interactive: ['/opt/fish', '--private'],
    command: ['/opt/fish', '--private', '-ec'],
  });
});

test('bash and then sh replace an unknown or missing shell', () => {
  install('/bin/sh', '/usr/bin/env');
  for (const words of [['/usr/bin/env', 'bash', '-c'], ['/opt/fish', '-c'], []])
    expect(shell(...words)).toEqual({ interactive: ['sh'], command: ['sh', '-c'] });
  install('/usr/bin/bash');
  expect(shell('/opt/fish', '-c').interactive).toEqual(['bash']);
});

test('an image without a shell is an error', () => {
  expect(() => shell('/bin/sh', '-c')).toThrow(/no program sh/);
});
