import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workshop } from '../places/workshop.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  writeFileSync(path.join(workshop.context, 'file'), 'content\n');
  symlinkSync('/etc', path.join(workshop.context, 'etc'));
  symlinkSync('/etc/shadow', path.join(workshop.context, 'shadow'));
});

afterAll(() => workshop?.remove());

const STACK = /\n\s+at .+:\d+:\d+/;

function refused(text: string): string {
  const { status, stdout, stderr } = workshop.build(text);
  expect(status, stdout + stderr).toBe(1);
  expect(stdout + stderr).not.toMatch(STACK);
  return stdout + stderr;
}

describe('specs', () => {
  test('10,000 nested parentheses are a single error', () => {
    expect(refused('('.repeat(10_000) + ')'.repeat(10_000))).toMatch(
      /\.spec:1:\d+: .*nest|\.spec:1:\d+: .*deep/i,
    );
  });

  test.each([
    ['an unbalanced one', '((from x)', /:1:\d+:/],
    ['an unknown operation', '(BASE (rum (shell "x")))', /did you mean.*run/i],
    [
      'an unknown build',
      '((build compile (BASE)) BASE (copy (from (build compil)) (src x) (dst /y)))',
      /did you mean.*compile/i,
    ],
    ['a missing secret', '(BASE (run (secrets (tok (target /t))) (shell "x")))', /tok/],
  ])('%s names the position', (_, text, pattern) => {
    const output = refused(text);
    expect(output).toMatch(pattern);
    expect(output).toMatch(/\.spec:\d+:\d+/);
  });

  test('a refused build leaves nothing', () => {
    expect(workshop.inStore('tmp')).toEqual([]);
  });
});

describe('copies', () => {
  test.each([
    ['out of the context', '../x'],
    ['through a link of the context', 'etc/passwd'],
    ['of what is not there', 'fil'],
  ])('%s are refused', (_, source) => {
    expect(refused(`(BASE (copy (src ${source}) (dst /x)))`)).toMatch(/\.spec:1:\d+/);
  });

  test('a link is copied as a link', () => {
    const { id } = workshop.report('(BASE (copy (src shadow) (dst /copied/)))');
    expect(readlinkSync(path.join(workshop.rootOf(id), 'copied/shadow'))).toBe('/etc/shadow');
  });

  test.each(['/etc', '../../../../../../../../etc'])(
    'through a link of the image to %s stay inside the image',
    (target) => {
      const { id } = workshop.report(
        `(BASE (run (shell "rm -rf /conf && mkdir -p /etc && ln -s ${target} /conf")) (copy (src file) (dst /conf/obuilder-hostile)) (run (shell "cat /etc/obuilder-hostile")))`,
      );
      expect(workshop.inStore('result')).toContain(id);
      expect(existsSync('/etc/obuilder-hostile')).toBe(false);
    },
  );
});

describe('mounts', () => {
  test.each(['/dev', '/proc/sys', '/sys', '/etc/hosts', '/etc/resolv.conf'])(
    'on %s name the position in the spec',
    (target) => {
      expect(refused(`(BASE (run (cache (c (target\n${target}))) (shell "true")))`)).toMatch(
        /\.spec:2:1: .*which the sandbox itself mounts/,
      );
    },
  );

  test('through a cached link name the position', () => {
    workshop.report('(BASE (run (cache (left (target /a))) (shell "ln -s /dev /a/dev")))');
    const output = refused(
      '(BASE (run (cache (left (target /a))\n (other (target /a/dev))) (shell "echo owned")))',
    );
    expect(output).toMatch(/\.spec:2:2: .*\/a\/dev.*symbolic link in the cache slot/);
    expect(output).not.toMatch(/^owned$/m);
  });

  test('and devices stay inside if /dev is a link', () => {
    const host = path.join(workshop.directory, 'host-dev');
    mkdirSync(host);
    writeFileSync(path.join(host, 'ptmx'), 'of the host');
    symlinkSync(host, path.join(workshop.context, 'dev'));
    const output = refused('(BASE (copy (src dev) (dst /))\n (run (shell "true")))');
    expect(output).toMatch(/\.spec:2:2: \/dev must be a real directory/);
    expect(readdirSync(host)).toEqual(['ptmx']);
    expect(readFileSync(path.join(host, 'ptmx'), 'utf8')).toBe('of the host');
  });
});

describe('output of a step', () => {
  test('an output of 2 MB is refused with its size', () => {
    const output = refused(
      '(BASE (run (shell "head -c 2000000 /dev/zero | tr \'\\\\0\' x > /o; echo big=$(cat /o) >> $GITHUB_OUTPUT")))',
    );
    expect(output).toMatch(/output/i);
    expect(output).toMatch(/MB|MiB|bytes/);
  });

  test('a log of several megabytes comes out whole', () => {
    const { stdout, status } = workshop.build('(BASE (run (shell "seq 1 400000")))');
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => /^\d+$/.test(line))).toHaveLength(400_000);
  });

  test('a secret is masked on screen, log and outputs', () => {
    const file = path.join(workshop.directory, 'secret');
    writeFileSync(file, 'hunter2-and-more\n');
    const spec =
      '(BASE (run (secrets (s (target /s))) (shell "cat /s; echo leak=$(cat /s) >> $GITHUB_OUTPUT; echo fine=yes >> $GITHUB_OUTPUT")))';
    for (const _ of ['built', 'cached']) {
      const finished = workshop.build(spec, `--secret=s:${file}`);
      expect(finished.status, finished.stdout + finished.stderr).toBe(0);
      expect(finished.stdout + finished.stderr).not.toContain('hunter2');
      expect(finished.stdout).toContain('***');
      expect(JSON.parse(finished.stdout.trimEnd().split('\n').at(-1) ?? '').outputs).toEqual({ fine: 'yes' });
    }
  });
});

describe('a full disk', () => {
  test('is an error, and the store works afterwards', () => {
    const small = new Workshop(256 * 1024 ** 2);
    try {
      const { status, stdout, stderr } = small.build('(BASE (run (shell "dd if=/dev/zero of=/big bs=1M")))');
      expect(status).toBe(1);
      expect(stdout + stderr).toMatch(/no space|full|filled the disk/i);
      expect(small.build('(BASE (run (shell "echo small > /f")))').status).toBe(0);
    } finally {
      small.remove();
    }
  });
});
