import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workshop } from '../places/workshop.ts';
import { jsonOf, runCli } from '../programs/cli.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  writeFileSync(path.join(workshop.context, 'file'), 'content\n');
});

afterAll(() => workshop?.remove());

const good =
  '((build a (BASE (run (shell "echo x > /x")))) BASE (comment "c") (copy (from (build a)) (src x) (dst /y)) (run (shell "cat /y")))';

describe('build', () => {
  test('prints headings, output and the id like OBuilder', () => {
    const { status, stdout } = workshop.build('(BASE (workdir /w) (run (shell "echo hello from a step")))');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Store: btrfs:\S+ \(named by --store; [\d.]+ MB of 1\.0 GB free\)\n/);
    expect(stdout).toMatch(/^\[1\/2\] \(from /m);
    expect(stdout).toMatch(/^\[2\/2\] \/w: \(run \(shell "echo hello from a step"\)\)/m);
    expect(stdout).toContain('hello from a step');
    expect(stdout).toMatch(/[0-9a-f]{64}/);
  });

  test('exits with 1 and names the failed step', () => {
    const { status, stdout, stderr } = workshop.build('(BASE (run (shell "exit 42")))');
    expect(status).toBe(1);
    expect(stdout + stderr).toContain('42');
  });

  test('prints JSON for scripts, also after a failure', () => {
    const failed = workshop.build('(BASE (run (shell "echo a")) (run (shell "exit 42")))', '--json');
    expect(failed.status).toBe(1);
    const report = jsonOf<{ steps: { outcome: string }[]; error: object }>(failed);
    expect(report).toMatchObject({ id: '', cacheHit: false, outputs: {} });
    expect(report.steps.map(({ outcome }) => outcome).slice(-2)).toEqual(['built', 'failed']);
    expect(report.error).toMatchObject({ code: 'command-failed', at: { line: 1 } });
    const unread = workshop.build('(BASE (rum))', '--json');
    expect(unread.status).toBe(1);
    expect(jsonOf(unread)).toMatchObject({ id: '', steps: [], error: { code: 'spec-invalid' } });
  });

  test('builds only the target', () => {
    const spec = `((build compile (BASE (run (shell "echo a")))) (build test (BASE (run (shell "exit 1")))) BASE)`;
    const report = workshop.report(spec, '--target=compile');
    expect(report.steps.map(({ operation }) => operation).join()).toContain('echo a');
    expect(report.steps).toHaveLength(2);
    const { status, stdout, stderr } = workshop.build(spec, '--target=compil');
    expect(status).toBe(2);
    expect(stdout + stderr).toMatch(/did you mean/i);
  });

  test.each([
    [['build'], /-f FILE/],
    [['build', '-f', '/nowhere.spec'], /nowhere\.spec/],
    [['build', '-f', 'x', '--pul=always'], /--pul/],
    [['build', '-f', 'package.json', '--pull=sometimes'], /auto, always, missing, never/],
    [['build', '-f', 'package.json', '--max-parallel=none'], /max-parallel/],
    [['build', '-f', 'package.json', '--secret=id=x,src=y'], /ID:FILE\nhint: Write --secret=x:y\./],
    [['build', '-f', 'package.json', '--store-size=huge'], /50GB/],
    [['bild'], /build, plan/],
  ])('%j is refused with status 2', (args, pattern) => {
    const { status, stdout, stderr } = runCli(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(pattern);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('an invalid store is refused', () => {
    for (const [store, pattern] of [
      ['zip:/x', /btrfs/],
      ['btrfs:/proc', /btrfs/],
    ] as const) {
      const { status, stdout, stderr } = runCli(['build', '-f', workshop.spec('(BASE)'), `--store=${store}`]);
      expect(status).not.toBe(0);
      expect(stdout + stderr).toMatch(pattern);
    }
  });
});

describe('plan', () => {
  test('lists ids and presence without running anything', () => {
    const spec = '(BASE (run (shell "echo planned")))';
    const plan = (...flags: string[]) =>
      runCli(['plan', '-f', workshop.spec(spec), workshop.context, workshop.storeFlag, ...flags]);
    workshop.takeCalls();
    const before = jsonOf<{ steps: { id: string; cached: boolean }[] }>(plan('--json'));
    expect(before.steps.map(({ cached }) => cached).at(-1)).toBe(false);
    expect(workshop.takeCalls()).toEqual([]);
    const report = workshop.report(spec);
    const after = jsonOf<{ steps: { id: string; cached: boolean }[] }>(plan('--json'));
    expect(after.steps.map(({ cached }) => cached)).toEqual([true, true]);
    expect(after.steps.at(-1)?.id).toBe(report.id);
    expect(plan().stdout).toContain(report.id.slice(0, 12));
  });
});

describe('secrets', () => {
  test('plan names a missing secret with its position and fails not', () => {
    const spec = workshop.spec('(BASE\n (run (secrets (token (target /t))) (shell "wc -c /t")))');
    const other = path.join(workshop.context, 'value');
    writeFileSync(other, 'long secret');
    const flags = [workshop.context, workshop.storeFlag, `--secret=tokn:${other}`];
    const told = runCli(['plan', '-f', spec, ...flags]);
    expect(told.status).toBe(0);
    expect(told.stderr).toMatch(/^warning: \S+:2:16: the secret "token" was not given, so/m);
    expect(told.stderr).toContain('no step of the spec uses it. Did you mean token?');
    expect(jsonOf(runCli(['plan', '-f', spec, '--json', ...flags]))).toMatchObject({
      missingSecrets: ['token'],
    });
    expect(runCli(['build', '-f', spec, ...flags]).stdout).toContain('Did you mean token?');
  });
});

describe('the other verbs', () => {
  test('check is silent or prints the position of a fault', () => {
    expect(runCli(['check', '-f', workshop.spec(good)])).toEqual({ status: 0, stdout: '', stderr: '' });
    const withArg = workshop.spec(`((arg V) BASE (copy (src \${V}) (dst /b)))`);
    expect(runCli(['check', '-f', withArg, '--build-arg=V=1']).status).toBe(0);
    expect(runCli(['check', '-f', withArg, '--build-arg=V=../y']).stderr).toContain('..');
    const { status, stderr } = runCli(['check', '-f', workshop.spec('(BASE\n (cpy (src a) (dst b)))')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/:2:2: /);
    expect(stderr).toMatch(/copy/);
  });

  test('dockerfile writes both forms', () => {
    const spec = workshop.spec('((from debian) (run (cache (c (target /c))) (shell "make")))');
    const plain = runCli(['dockerfile', '-f', spec]);
    expect(plain.stdout).toMatch(/^FROM debian$/m);
    expect(plain.stderr).toMatch(/warning: .*cache/);
    const full = runCli(['dockerfile', '-f', spec, '--buildkit', '--entrypoint=/app -v', '--build-arg=V=1']);
    expect(full.stdout).toContain('--mount=type=cache');
    expect(full.stdout).toMatch(/^ENTRYPOINT \["\/app", "-v"\]$/m);
    expect(full.stderr).toMatch(/^note: Docker gives a network to every RUN/m);
    expect(full.stderr).toMatch(/^warning: build-args gives V, but/m);
  });

  test('inspect shows the directory, the log and the parent', () => {
    const { id, steps } = workshop.report('(BASE (run (shell "echo inspected > /i; echo log line")))');
    const known = jsonOf<{ path: string; parent: string }>(
      runCli(['inspect', id, workshop.storeFlag, '--json']),
    );
    expect(known.parent).toBe(steps[0]?.id);
    expect(runCli(['inspect', id, workshop.storeFlag]).stdout).toContain('log line');
    const missing = runCli(['inspect', 'f'.repeat(64), workshop.storeFlag]);
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain('no result');
  });

  test('doctor accepts this machine', () => {
    const { status, stdout } = runCli(['doctor', workshop.storeFlag, '--json']);
    expect(status, stdout).toBe(0);
    const { isFine, findings } = JSON.parse(stdout);
    expect(isFine).toBe(true);
    expect(findings).toContainEqual({
      check: 'sandbox',
      state: 'ok',
      found: 'a step runs, and 3 attacks by images and caches were refused',
    });
    expect(findings).toContainEqual({
      check: 'store',
      state: 'ok',
      found: `btrfs:${workshop.pool.path} (named by --store)`,
    });
    const owner = findings.find(({ check }: { check: string }) => check === 'owner and mode');
    expect(owner).toEqual({
      check: 'owner and mode',
      state: 'ok',
      found: `${workshop.pool.path} is 0:0 0700`,
    });
  });

  test('doctor reports foreign write access to the store', () => {
    chmodSync(workshop.pool.path, 0o777);
    const { status, stdout } = runCli(['doctor', workshop.storeFlag]);
    chmodSync(workshop.pool.path, 0o700);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^problem store: .* can be written to by others than root .*\n +→ Other users could replace files/m,
    );
  });

  test('help lists every verb', () => {
    const { status, stdout } = runCli(['--help']);
    expect(status).toBe(0);
    const verbs =
      'build plan check dockerfile list inspect logs shell remove usage prune clean doctor worker';
    for (const verb of verbs.split(' ')) expect(stdout).toContain(`  ${verb}`);
  });

  test('every verb has help and the version, without sudo', () => {
    const program = runCli(['--version']);
    expect(program.stdout).toMatch(/^obuilder-action \d+\.\d+\.\d+-[0-9a-f]{12}\n$/);
    for (const verb of ['build', 'worker', 'doctor']) {
      const { status, stdout } = runCli([verb, '--help'], { env: { PATH: '/nowhere' } });
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: obuilder-action ${verb}\\b[^]*--version`));
      expect(runCli([verb, '--version'])).toEqual(program);
    }
  });
});
