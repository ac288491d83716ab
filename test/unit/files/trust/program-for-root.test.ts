import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { programForRoot } from '../../../../src/files/trust/program-for-root.ts';

describe.skipIf(process.getuid?.() !== 0)('a command for root', () => {
  /** A release in a directory that only root can change. */
  function release() {
    const directory = mkdtempSync('/var/lib/obuilder-test-release-');
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const write = (name: string) => {
      const file = path.join(directory, name);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
      writeFileSync(file, '', { mode: 0o644 });
      chmodSync(file, 0o644);
      return file;
    };
    const [node, cli, quick] = [write('node'), write('cli/index.js'), write('cli/quick.js')];
    write('gha/index.js');
    return { program: { node, cli }, quick };
  }

  test('needs no remark about a program of root alone', () => {
    const { program } = release();
    expect(programForRoot(program)).toEqual({ ...program, note: undefined });
  });

  test('warns of a program with a file that others can change', () => {
    const { program, quick } = release();
    chmodSync(quick, 0o666);
    expect(programForRoot(program)).toEqual({
      ...program,
      note: "Others than root can change this program. As root, run only a copy that nobody else can change: copy this release into a directory that only root can change, and run there: sudo node dist/cli/index.js doctor --install. The next build then names root's copy in its commands.",
    });
  });

  test('warns of a program that is not there', () => {
    expect(programForRoot({ node: '/nowhere/node', cli: '/nowhere/index.js' }).note).toMatch(
      /^Others than root/,
    );
  });
});
