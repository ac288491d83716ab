import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asObuilderError, type ObuilderError } from '../../../../src/errors.ts';
import { findProgram, type Launch, missingShell } from '../../../../src/sandbox/rootfs/program.ts';

let rootfs = '';
beforeEach(() => {
  rootfs = mkdtempSync(path.join(tmpdir(), 'program-'));
  mkdirSync(path.join(rootfs, 'usr/bin'), { recursive: true });
  writeFileSync(path.join(rootfs, 'usr/bin/bash'), '', { mode: 0o755 });
});
afterEach(() => rmSync(rootfs, { recursive: true, force: true }));

const step = (searched: string, ...argv: readonly string[]): Launch => ({
  rootfs,
  argv,
  env: [['PATH', searched]],
  covered: new Set(),
});

function refused(launch: Launch): ObuilderError {
  try {
    return asObuilderError(`found ${findProgram(launch)}`);
  } catch (error) {
    return asObuilderError(error);
  }
}

describe('a PATH without the directory of a program', () => {
  test('is to blame for a shell that env does not find', () => {
    const error = missingShell(step('/x', '/usr/bin/env', 'bash', '-c', 'true'));
    expect(error).toMatchObject({
      code: 'sandbox-failed',
      message:
        'PATH is "/x" in this step, so the program bash is not found, although the image has /usr/bin/bash',
      hint: 'Add the usual directories to PATH: /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin.',
    });
  });

  test('is to blame for a program without directory', () => {
    expect(refused(step('/x:/usr', 'bash')).message).toMatch(/^PATH is "\/x:\/usr"/);
  });

  test('is shown on one line, cut', () => {
    const { message } = refused(step(`/x\n::error::${'y'.repeat(5000)}`, 'bash'));
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(400);
  });
});

test('an image without the program is to blame, whatever the PATH', () => {
  for (const searched of ['/x', '/usr/bin'])
    for (const argv of [['fish'], ['/bin/bash']])
      expect(refused(step(searched, ...argv))).toMatchObject({
        message: `the image has no program ${argv[0]}`,
        hint: expect.stringContaining('(shell /bin/sh -c)'),
      });
});
