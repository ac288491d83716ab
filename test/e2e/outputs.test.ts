import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { driverPlaces } from '../places/driver-places.ts';
import { Runner } from '../places/runner.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { jsonOf, runCli } from '../programs/cli.ts';

let workshop: Workshop;
let user: TestUser;
let runner: Runner;

beforeAll(() => {
  workshop = new Workshop();
  expect(runCli(['init', `btrfs:${workshop.pool.path}`]).status).toBe(0);
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  runner = new Runner(user);
  runner.copyIn(workshop.base, 'base');
});

afterAll(() => {
  runner?.remove();
  workshop?.remove();
  user?.remove();
});

const text = (...operations: readonly string[]) =>
  `((build part ((from "rootfs:base") (shell /bin/sh -c) (run (shell "mkdir /part; echo part > /part/file"))))
    (from "rootfs:base") (shell /bin/sh -c) ${operations.join('\n')})`;
const MADE = `(run (shell "mkdir -p /src/out/bin; echo '#!/bin/sh' > /src/out/bin/app; chmod 4755 /src/out/bin/app; ln -s bin/app /src/out/app"))`;

const run = (inputs: Readonly<Record<string, string>>) =>
  runner.run('main', { inputs: { store: `btrfs:${workshop.pool.path}`, ...inputs } });
const inWork = (name: string) => path.join(runner.workspace, name);

describe('outputs of the action for a runner with sudo', () => {
  const outputs = `type=local,src=/src/out,dest=dist
    type=tar,src=/part,dest=part.tar,build=part`;

  test('files are usable by the runner, also from a cached build', async () => {
    for (const cacheHit of ['false', 'true']) {
      const built = await run({ spec: text(MADE), outputs });
      expect(built.status, built.log).toBe(0);
      expect(built.outputs['cache-hit']).toBe(cacheHit);
      expect(built.log).toMatch(/^Wrote 2 files \(10 bytes\) to \S+\/dist in /m);
      expect(built.log).toMatch(/^Wrote 1 file \(5 bytes\) to \S+\/part\.tar in /m);
      expect(built.summary).toContain(`- <code>${inWork('dist')}</code>: 2 files (10 bytes)`);
      for (const name of ['dist', 'dist/app', 'dist/bin/app', 'part.tar'])
        expect([name, lstatSync(inWork(name)).uid]).toEqual([name, user.uid]);
      expect(statSync(inWork('dist/app')).mode & 0o7777).toBe(0o755);
      const { uid, gid } = user;
      expect(execFileSync('tar', ['-tf', 'part.tar'], { cwd: runner.workspace, uid, gid }).toString()).toBe(
        'file\n',
      );
      execFileSync('rm', ['-r', 'dist', 'part.tar'], { cwd: runner.workspace, uid, gid });
    }
  });

  test('an output that fails leaves the results', async () => {
    const spec = text(MADE, '(run (shell "echo more"))');
    const { uid, gid } = user;
    execFileSync('mkdir', ['-p', 'dist/app/file'], { cwd: runner.workspace, uid, gid });
    const failed = await run({ spec, outputs });
    expect(failed.status).toBe(1);
    expect(failed.log).toMatch(
      /could not write "\S+dist\/app": a directory is in the place of the file .*Delete the directory/,
    );
    expect((await run({ spec })).outputs['cache-hit']).toBe('true');
    rmSync(inWork('dist'), { recursive: true });
  });

  test('a link in the workspace leads nowhere', async () => {
    const { uid, gid } = user;
    execFileSync('ln', ['-s', user.home, 'dist'], { cwd: runner.workspace, uid, gid });
    const failed = await run({ spec: text(MADE), outputs: 'dist' });
    expect(failed.status).toBe(1);
    expect(failed.log).toContain('a file or link is in the place of a directory');
    expect(readdirSync(user.home)).not.toContain('src');
    rmSync(inWork('dist'));
  });

  test('wrong outputs fail before the first step', async () => {
    const spec = text('(run (shell "echo not built"))');
    for (const [wrong, message] of [
      ['type=locl,dest=a', /input outputs: the line .* Did you mean local\?/],
      ['type=local,dest=a,build=prt', /the spec has no build prt.*Did you mean part\?/],
      ['-', /writes to stdout/],
    ] as const) {
      const failed = await run({ spec, outputs: wrong });
      expect(failed.status).toBe(1);
      expect(failed.log.replaceAll('%0A', ' ')).toMatch(message);
      expect(failed.log).not.toContain('[2/');
    }
  });

  test('files of a failed step are for the job too', async () => {
    const spec = text('(run (shell "mkdir /logs; echo why > /logs/test.log; exit 3"))');
    const failed = await run({
      spec,
      outputs: 'type=local,src=/logs/*,dest=logs,when=failure\ntype=local,dest=never',
    });
    expect(failed.status).toBe(1);
    expect(readFileSync(inWork('logs/test.log'), 'utf8')).toBe('why\n');
    expect(readdirSync(runner.workspace)).not.toContain('never');
    const none = { outputs: 'type=local,dest=logs,when=failure', 'keep-failed': 'false' };
    const unkept = await run({ spec, ...none });
    expect(unkept.log).toContain('::warning::could not export type=local,dest=logs,when=failure: ');
    const early = await run({ spec, outputs: 'type=local,src=/report/*.xml,dest=report,when=failure' });
    expect(early.log).toContain('Not written, because the failed step has no "/report/*.xml": ');
    expect(early.log).not.toContain('::warning');
  });

  test('a killed job leaves the old file and no other', async () => {
    const spec = text('(run (shell "mkdir /big; head -c 400000000 /dev/zero | tr \'\\\\0\' x > /big/file"))');
    expect((await run({ spec })).status).toBe(0);
    runner.write('big/file', 'old');
    const inputs = { spec, store: `btrfs:${workshop.pool.path}`, outputs: 'type=local,src=/big,dest=big' };
    const { child, exit } = runner.start('main', { inputs });
    const appeared = () => readdirSync(inWork('big')).length > 1;
    while (!appeared() && child.exitCode === null) await delay(2);
    expect(appeared()).toBe(true);
    child.kill('SIGKILL');
    await exit;
    await expect.poll(() => readdirSync(inWork('big')), { timeout: 60_000 }).toEqual(['file']);
    expect(readFileSync(inWork('big/file'), 'utf8')).toBe('old');
  });
});

test('a later job continues from a result, and another repository does not', async () => {
  const first = await run({ spec: text(MADE, '(env A from-the-first)') });
  const id = first.outputs['id'] ?? '';
  const spec = '((from whatever) (shell /bin/sh -c) (run (shell "cat /src/out/app; echo $PATH")))';
  const second = await run({ spec, base: id, outputs: 'type=local,src=/src/out/bin,dest=second' });
  expect(second.status, second.log).toBe(0);
  expect(second.log).toContain(`(from obuilder:${id}) — cached`);
  expect(second.log).toContain('#!/bin/sh');
  expect(readdirSync(inWork('second'))).toEqual(['app']);
  const inputs = { store: `btrfs:${workshop.pool.path}`, spec: `((from obuilder:${id}))` };
  const other = await runner.run('main', { inputs, env: { GITHUB_REPOSITORY: 'octo/other' } });
  expect(other.status).toBe(1);
  expect(other.log).toContain('the result is of another scope');
  const nowhere = await run({ spec, base: '0'.repeat(64) });
  expect(nowhere.log).toMatch(/the result is not in this store.*cache-from/);
});

test.each(Object.keys(driverPlaces))('%s: an export has the files of the result', (name) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'outputs-'));
  const place = driverPlaces[name]?.();
  if (place === undefined) throw new Error(`no place for ${name}`);
  try {
    makeBusyboxRoot(path.join(directory, 'base'));
    const file = path.join(directory, 'x.spec');
    const commands = `mkdir -p /d/e; echo x > /d/f; ln /d/f /d/e/g; ln -s ../f /d/e/l; chmod 640 /d/f; chmod 1750 /d/e
      touch -d '2001-02-03 04:05:06' /d/f; echo > '/d/new
line'; chown 5:6 /d/e/l; mkfifo /d/p`;
    const base = `(from "rootfs:${path.join(directory, 'base')}") (shell /bin/sh -c)`;
    const quoted = commands.replaceAll('"', '\\"');
    writeFileSync(file, `(${base} (run (shell "${quoted}")) (run (shell "echo y > /d/h")))`);
    const outputs = [
      `--output=type=local,src=/d,dest=${directory}/dist`,
      `--output=type=tar,src=/d,dest=${directory}/d.tar`,
    ];
    const { place: root } = place.newStore('cli');
    const built = runCli([
      'build',
      '-f',
      file,
      directory,
      `--store=${place.driver}:${root}`,
      '--json',
      ...outputs,
    ]);
    expect(built.status, built.stderr).toBe(0);
    const { id } = jsonOf<{ id: string }>(built);
    const shown = jsonOf<{ path: string }>(
      runCli(['inspect', id, `--store=${place.driver}:${root}`, '--json']),
    );
    const list = (where: string) =>
      execFileSync('find', ['.', '-mindepth', '1', '!', '-type', 'p', '-printf', '%y %m %s %n %l %P\\n'], {
        cwd: where,
        encoding: 'utf8',
      })
        .split('\n')
        .map((line) => line.replace(/^d (\d+) \d+ \d+/, 'd $1'))
        .sort();
    expect(list(path.join(directory, 'dist'))).toEqual(list(path.join(shown.path, 'd')));
    expect(statSync(path.join(directory, 'dist/f')).mtime.getFullYear()).toBe(2001);
    expect(readFileSync(path.join(directory, 'dist/e/g'), 'utf8')).toBe('x\n');
    const compared = execFileSync(
      'tar',
      ['--compare', '--numeric-owner', '-f', path.join(directory, 'd.tar')],
      {
        cwd: path.join(shown.path, 'd'),
      },
    );
    expect(compared.toString()).toBe('');
  } finally {
    place.remove();
    rmSync(directory, { recursive: true, force: true });
  }
});
