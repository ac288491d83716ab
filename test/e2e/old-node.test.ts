import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { oldNode } from '../programs/old-node.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

describe.each([18, 20])('on Node %d', (major) => {
  const node = oldNode(major);
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
  const complaint = new RegExp(
    `obuilder-action needs Node 24 or later, but Node ${version.replaceAll('.', '\\.')} runs it\\. .*\\n$`,
  );
  const start = (entry: string, ...words: readonly string[]) =>
    spawnSync(node, [path.join(dist, entry, 'index.js'), ...words], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], INPUT_SPEC: '((from scratch))', 'STATE_worker-pid': '1' },
    });

  test('is the release itself', () => {
    expect(Number.parseInt(version, 10)).toBe(major);
  });

  test('main names the required Node', () => {
    const { status, stdout, stderr } = start('main');
    expect(stdout).toMatch(complaint);
    expect(stdout).toMatch(/^::error::[^\n]*\n$/);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  test.each(['--help', 'build', 'worker', 'reader'])(
    'the command line with %s names the required Node',
    (word) => {
      const { status, stdout, stderr } = start('cli', word);
      expect(stderr).toMatch(complaint);
      expect(stderr).toMatch(/^error: [^\n]*\n$/);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    },
  );

  test('post is silent', () => {
    expect(start('post')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
