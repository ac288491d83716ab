import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomes, type Report, Workshop } from '../places/workshop.ts';
import { jsonOf } from '../programs/cli.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  workshop.warmUp();
});

afterAll(() => workshop?.remove());

const containersStarted = () => workshop.takeCalls().filter((call) => /^runc .*\brun\b/.test(call)).length;

async function reports(texts: readonly string[]): Promise<readonly Report[]> {
  const finished = await Promise.all(texts.map((text) => workshop.start(text).exit));
  for (const { status, stdout, stderr } of finished) expect(status, stdout + stderr).toBe(0);
  return finished.map((one) => jsonOf<Report>(one));
}

test('two simultaneous processes run each step once', async () => {
  const spec =
    '(BASE (run (shell "echo begin; sleep 1; echo end")) (run (shell "sleep 0.5; date +%s%N > /when")))';
  const [left, right] = await reports([spec, spec]);
  expect(containersStarted()).toBe(2);
  expect(left?.steps.map(({ id }) => id)).toEqual(right?.steps.map(({ id }) => id));
  const [here, there] = [outcomes(left as Report), outcomes(right as Report)];
  expect(here.map((outcome, index) => [outcome, there[index]].sort())).toEqual(
    here.map(() => ['built', 'cached']),
  );
});

test('ten processes run each distinct step once', async () => {
  workshop.takeCalls();
  const step = (name: string) => `(run (shell "sleep 0.1; echo ${name} > /${name}"))`;
  const shared = `${step('shared1')} ${step('shared2')}`;
  const specs = Array.from(
    { length: 10 },
    (_, index) => `(BASE ${shared} ${step(`own${index % 5}`)} ${step('last')})`,
  );
  const all = await reports(specs);
  expect(containersStarted()).toBe(2 + 5 + 5);
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  const root = workshop.rootOf(all[3]?.id ?? '');
  expect(readFileSync(path.join(root, 'own3'), 'utf8')).toBe('own3\n');
  expect(existsSync(path.join(root, 'own4'))).toBe(false);
});

test('identical nested builds run once', async () => {
  workshop.takeCalls();
  const same = '(BASE (run (shell "sleep 0.3; echo nested > /n")))';
  const copies = ['a', 'b'].map((name) => `(copy (from (build ${name})) (src n) (dst /${name}))`).join(' ');
  await reports([`((build a ${same}) (build b ${same}) BASE ${copies})`]);
  expect(containersStarted()).toBe(1);
});

test('a waiting process takes over a cancelled step', async () => {
  const spec = '(BASE (run (shell "echo started; sleep 3; echo done > /done")))';
  const first = workshop.start(spec);
  await new Promise<void>((resolve) => {
    first.child.stdout?.on('data', (text: string) => /^started$/m.test(text) && resolve());
  });
  const second = workshop.start(spec);
  await new Promise<void>((resolve) => {
    second.child.stdout?.on('data', (text: string) => /^started$/m.test(text) && resolve());
  });
  first.child.kill('SIGINT');
  expect((await first.exit).status).toBe(130);
  const finished = await second.exit;
  expect(finished.status, finished.stdout + finished.stderr).toBe(0);
  expect(outcomes(jsonOf<Report>(finished))).toEqual(['cached', 'built']);
});

test('builds that wait for a failing step take the failure', async () => {
  workshop.takeCalls();
  const spec = `(BASE
    (run (shell "echo on; while [ ! -e /go ]; do sleep 0.05; done; echo no luck; exit 3")))`;
  const printed = (build: ReturnType<Workshop['start']>, lines: RegExp) =>
    new Promise<void>((resolve) => {
      let seen = '';
      build.child.stdout?.on('data', (text: string) => {
        seen += text;
        if (lines.test(seen)) resolve();
      });
    });
  const first = workshop.start(spec, '--step-timeout=60s');
  await printed(first, /^on$/m);
  const waiting = [1, 2, 3].map(() => workshop.start(spec));
  const both = /^Waiting for another build, which makes this step\.\non$/m;
  await Promise.all(waiting.map((one) => printed(one, both)));
  const [draft = ''] = workshop
    .inStore('tmp')
    .filter((name) => workshop.inStore(`tmp/${name}`).includes('rootfs'));
  writeFileSync(path.join(workshop.pool.path, 'v1/tmp', draft, 'rootfs/go'), '');
  const all = await Promise.all([first, ...waiting].map((one) => one.exit));
  expect(all.map(({ status }) => status)).toEqual([1, 1, 1, 1]);
  expect(containersStarted()).toBe(1);
  const end =
    /^---> failed (?:(in another build) \(waited [^)]*\)|after [^:]*): the command exited with status 3$/m;
  expect(all.map(({ stdout }) => end.exec(stdout)?.[1] !== undefined)).toEqual([false, true, true, true]);
  for (const { stdout } of all) {
    expect(stdout).toMatch(/^on\nno luck$/m);
    expect(jsonOf<{ readonly error: object }>({ status: 1, stdout, stderr: '' }).error).toMatchObject({
      code: 'command-failed',
      status: 3,
      at: { line: 2 },
    });
  }
});

/** A spec with two builds that run at the same time, and a build that shows the files of their slot. */
function inOneSlot(sharing: string, commands: readonly [string, string]): string {
  const slot = `(cache (${sharing} (target /c) (sharing ${sharing})))`;
  const builds = commands.map((command, index) => {
    return `(build b${index} (BASE (run ${slot} (shell "${command}; echo ${index} > /done"))))`;
  });
  const copies = commands.map(
    (_, index) => `(copy (from (build b${index})) (src /done) (dst /done${index}))`,
  );
  return `(${builds.join(' ')} BASE ${copies.join(' ')} (run ${slot} (shell "ls /c > /files")))`;
}

const filesOf = ({ id }: Report) => readFileSync(path.join(workshop.rootOf(id), 'files'), 'utf8');

test('steps write to a shared slot at the same time', async () => {
  const meet = (own: string, other: string) =>
    `touch /c/${own}; n=0; while [ ! -e /c/${other} ] && [ $n -lt 200 ]; do n=$((n+1)); sleep 0.1; done; test -e /c/${other}`;
  const report = workshop.report(inOneSlot('shared', [meet('a', 'b'), meet('b', 'a')]));
  expect(filesOf(report)).toBe('a\nb\n');
});

test('the second step waits for a locked slot and sees its files', async () => {
  const alone = (own: string) => `mkdir /c/lock && sleep 0.5 && touch /c/${own} && rmdir /c/lock`;
  const { status, stdout } = workshop.build(inOneSlot('locked', [alone('a'), alone('b')]));
  expect(status).toBe(0);
  expect(stdout).toContain('Waiting for the cache "locked": another step uses it.');
  expect(filesOf(jsonOf<Report>({ status, stdout, stderr: '' }))).toBe('a\nb\n');
});
