import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workshop } from '../places/workshop.ts';
import { type Finished, jsonOf, runCli } from '../programs/cli.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
});

afterAll(() => workshop?.remove());

const cli = (...args: readonly string[]): Finished => runCli([...args, workshop.storeFlag]);
const fill = (name: string, megabytes: number) =>
  `(BASE (run (shell "head -c ${megabytes * 1024 ** 2} /dev/urandom > /${name}; echo filled ${name}")))`;
const failing = '(BASE (run (shell "echo trace > /trace; echo before it failed; exit 3")))';

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly operation: string;
}

const listed = () => jsonOf<{ results: readonly Listed[] }>(cli('list', '--json')).results;
/** What was written just now may be on no disk yet, and then frees nothing. */
const flush = () => execFileSync('sync', ['--file-system', workshop.pool.path]);
const usage = () =>
  jsonOf<Record<'totalBytes' | 'freeBytes' | 'usedBytes' | 'results' | 'slots' | 'failed', number>>(
    cli('usage', '--json'),
  );
/** The id of the step that failed, from what the build says. */
function failedId({ stdout }: Finished): string {
  return (
    /^To inspect its files \(kept for six hours\): \S+node \S+index\.js shell ([0-9a-f]{12}) --store=btrfs:\S+$/m.exec(
      stdout,
    )?.[1] ?? ''
  );
}

test('list, logs and inspect accept the beginnings of ids', () => {
  const { id, steps } = workshop.report(fill('listed', 1));
  expect(listed().map((one) => one.id)).toEqual(expect.arrayContaining([id, steps[0]?.id]));
  const line = cli('list')
    .stdout.split('\n')
    .find((one) => one.startsWith(id.slice(0, 12)));
  expect(line).toMatch(/ +run +\(run \(shell "head -c 1048576 /);
  expect(cli('logs', id.slice(0, 8)).stdout).toBe('filled listed\n');
  expect(cli('inspect', id.slice(0, 8)).stdout).toContain(`id:        ${id}\n`);
  const none = cli('logs', 'f'.repeat(10));
  expect(none.status).toBe(1);
  expect(none.stderr).toMatch(/no result ffff.*\n.*"list"/);
  expect(cli('logs', 'abc').status).toBe(2);
});

test('list names the nested build and the size of a step', () => {
  const text =
    '((build tools ((build inner (BASE (run (shell "head -c 3145728 /dev/urandom > /f")))) BASE)) BASE)';
  workshop.report(text);
  flush();
  const step = jsonOf<{ results: readonly { build?: string; bytes: number; kind: string }[] }>(
    cli('list', '--json'),
  ).results.find(({ build, kind }) => build === 'tools/inner' && kind === 'run');
  expect(step?.bytes).toBeGreaterThanOrEqual(3 * 1024 ** 2);
  expect(step?.bytes).toBeLessThan(3.2 * 1024 ** 2);
  expect(cli('list').stdout).toMatch(/ 3\.0 MB {2}run {3}tools\/inner: \(run /);
});

test('a summary takes a line, and logs --summary prints all', () => {
  const text = '(BASE (run (shell "echo sum1 | tee $GITHUB_STEP_SUMMARY > $GITHUB_ENV")))';
  for (const outcome of ['built', 'cached']) {
    const { stdout, status } = workshop.build(text);
    expect(status, stdout).toBe(0);
    const [, id = ''] =
      /^It wrote a summary of 5 bytes; to see it: logs ([0-9a-f]{12}) --summary$/m.exec(stdout) ?? [];
    expect(stdout).toMatch(new RegExp(`---> ${outcome} .*\\nIt wrote a summary`));
    expect(stdout).not.toMatch(/^sum1$/m);
    expect(stdout.match(/^warning: .*: step 2 \(line 1\) wrote to \$GITHUB_ENV, which/gm)).toHaveLength(1);
    expect(cli('logs', id, '--summary').stdout).toBe('sum1\n');
    expect(cli('inspect', id).stdout).toContain('summary:   5 bytes, printed by: logs ID --summary\n');
    expect(cli('logs', id).stdout).toBe('');
  }
  const none = cli('logs', listed().find(({ kind }) => kind === 'from')?.id ?? '', '--summary');
  expect(none.status).toBe(1);
  expect(none.stderr).toMatch(/has no summary in btrfs:/);
});

test('remove frees space and skips missing results', () => {
  const { id } = workshop.report(fill('removed', 40));
  flush();
  const before = usage();
  const { status, stdout, stderr } = cli('remove', 'ffffffff', id.slice(0, 10));
  expect(status).toBe(1);
  expect(stderr).toContain('no result ffffffff');
  expect(stdout).toMatch(
    new RegExp(`^removed ${id.slice(0, 12)}  \\(run .*\\n3\\d\\.\\d MB freed\\n$|4\\d\\.\\d MB freed\\n$`),
  );
  const after = usage();
  expect(after.results).toBe(before.results - 1);
  expect(after.freeBytes - before.freeBytes).toBeGreaterThan(35 * 1024 ** 2);
  expect(listed().map((one) => one.id)).not.toContain(id);
});

test('remove says that dependents keep the files', () => {
  const { steps } = workshop.report(
    '(BASE (run (shell "head -c 20971520 /dev/urandom > /shared")) (run (shell "echo later > /later")))',
  );
  const { stdout } = cli('remove', steps[1]?.id ?? '');
  expect(stdout).toMatch(
    /^removed \w{12} {2}\(run .*\); 1 result that began from it keeps its files\n.* freed\n$/,
  );
  const plan = cli('prune', '--max-results=0', '--dry-run').stdout;
  expect(plan.split('\n').filter((line) => line.includes('20.0 MB'))).toHaveLength(1);
});

test('remove empties a cache slot by its name', () => {
  const slot = (name: string) =>
    `(BASE (run (cache (${name} (target /slot))) (shell "echo >> /slot/${name}; ls /slot")))`;
  for (const name of ['lk', 'kept-slot']) workshop.report(slot(name));
  const wrong = cli('remove', 'lk');
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('remove --slot=lk.') });
  const { status, stdout, stderr } = cli('remove', '--slot=lk', '--slot=none');
  expect(stdout).toMatch(/^removed slot lk {2}\(of .*\)\n.* freed\n$/);
  expect(stderr).toMatch(/^error: there is no cache slot none in the store btrfs:.*\n.*"slots"/);
  expect(status).toBe(1);
  expect(cli('slots').stdout).not.toMatch(/ lk /);
  expect(cli('slots').stdout).toMatch(/ kept-slot /);
  expect(cli('remove').status).toBe(2);
  expect(cli('remove', '--slot=').status).toBe(2);
});

describe('a failed step', () => {
  test('is kept, and the build shows how to enter', () => {
    const finished = workshop.build(failing);
    expect(finished.status).toBe(1);
    const id = failedId(finished);
    expect(id).not.toBe('');
    expect(cli('list', '--failed').stdout).toMatch(
      new RegExp(`^${id}  .*\\(run .*: the command exited with status 3$`, 'm'),
    );
    expect(usage().failed).toBe(1);
    expect(cli('logs', id).stdout).toBe('before it failed\n');
    expect(cli('inspect', id).stdout).toMatch(/^failed: +\S+Z: the command exited with status 3$/m);
    expect(cli('inspect', id).stdout).toMatch(/^To open its files: shell [0-9a-f]{12} --store=btrfs:\S+$/m);
    expect(jsonOf(cli('inspect', id, '--json'))).toMatchObject({
      failed: {
        message: 'the command exited with status 3',
        context: { shell: ['/bin/sh', '-c'], cwd: '/' },
      },
    });
  });

  test('can be removed', () => {
    const id = failedId(workshop.build('(BASE (run (shell "exit 5")))'));
    const before = usage();
    expect(cli('remove', id).stdout).toMatch(
      new RegExp(`^removed ${id}  \\(run .*exit 5.*\\(failed\\)\\n.* freed\\n$`),
    );
    expect(usage()).toMatchObject({ failed: before.failed - 1, results: before.results });
    expect(cli('remove', id).stderr).toContain(`no result ${id}`);
  });

  test('is not kept with --no-keep-failed', () => {
    const finished = workshop.build('(BASE (run (shell "exit 4")))', '--no-keep-failed');
    expect(finished.status).toBe(1);
    expect(failedId(finished)).toBe('');
    expect(cli('list', '--failed').stdout).not.toContain('status 4');
  });
});

describe('prune', () => {
  test('meets max-results and frees the space', () => {
    for (const name of ['a', 'b', 'c']) workshop.report(fill(name, 20));
    flush();
    const before = usage();
    const report = jsonOf<{ results: number; failed: number; freedBytes: number; unmet: string[] }>(
      cli('prune', '--max-results=2', '--json'),
    );
    expect(report).toMatchObject({ results: before.results - 2, failed: 0, unmet: [] });
    expect(report.freedBytes).toBeGreaterThan(35 * 1024 ** 2);
    expect(usage()).toMatchObject({ results: 2, failed: before.failed });
    expect(
      listed()
        .map(({ operation }) => operation)
        .join(),
    ).toContain('/c; echo');
  });

  test('prints the freed space and the limits still exceeded', () => {
    workshop.report(fill('d', 20));
    flush();
    const { status, stdout } = cli('prune', '--max-age=0s');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Pruned 3 results(, \d+ caches?)?(, \d+ failed steps?)?: \d+\.\d MB freed\n$/);
    expect(cli('prune', '--min-free-space=100%').stdout).toBe(
      'Pruned nothing. Still over min-free-space: nothing is left to evict\n',
    );
  });

  test.each([
    [['prune'], /--min-free-space, --max-used-space/],
    [['prune', '--max-age=30'], /30d, 12h/],
    [['prune', '--max-results=2', 'extra'], /unexpected argument: extra/],
    [['list', 'extra'], /unexpected argument: extra/],
    [['remove'], /ID…/],
  ])('%j is refused with status 2', (args, pattern) => {
    const { status, stderr } = cli(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(pattern);
  });
});

describe('limits of a build', () => {
  const lines = ({ stdout }: Finished) => stdout.split('\n').filter((line) => line.startsWith('Pruned'));

  test("are met at the end, sparing the build's own results", () => {
    for (const name of ['e', 'f']) workshop.report(fill(name, 5));
    flush();
    const built = workshop.build(fill('g', 5), '--max-results=2');
    expect(lines(built)).toEqual([expect.stringMatching(/^Pruned 2 results: \d+\.\d MB freed$/)]);
    expect(usage().results).toBe(2);
    workshop.report(fill('h', 5));
    const cached = workshop.build(fill('g', 5), '--max-results=2');
    expect(lines(cached)).toEqual([]);
    expect(jsonOf(cached)).toMatchObject({ cacheHit: true });
    expect(usage().results).toBe(3);
  });

  test('do not fail a build if they cannot be met', () => {
    const built = workshop.build(fill('i', 5), '--max-results=1');
    expect(built.status).toBe(0);
    expect(lines(built)).toEqual([expect.stringMatching(/Still over max-results: \d/)]);
  });
});

test('clean prints the freed space and leaves no trash', () => {
  mkdirSync(path.join(workshop.pool.path, 'v1/tmp/0-0-0'), { recursive: true });
  const { status, stdout } = cli('clean');
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^Removed leftovers of ended builds, .* 0 expired failed steps.*\n.* freed; .* are free\n$/,
  );
  expect(existsSync(path.join(workshop.pool.path, 'v1/tmp'))).toBe(true);
  expect(readdirSync(path.join(workshop.pool.path, 'v1/tmp'))).toEqual([]);
});
