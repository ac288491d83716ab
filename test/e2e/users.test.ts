import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomes, Workshop } from '../places/workshop.ts';
import { runCli } from '../programs/cli.ts';

let workshop: Workshop;
beforeAll(() => {
  workshop = new Workshop();
  writeFileSync(path.join(workshop.context, 'f'), 'f');
});
afterAll(() => workshop?.remove());

const MAKE = (uid: number) =>
  `(run (shell "echo app:x:${uid}:${uid}::/: >> /etc/passwd; echo extra:x:77:app >> /etc/group; mkdir -m 777 /facts"))`;
const LOOK = 'id -u; id -g; id -G; stat -c %u:%g /cache /f /m/f; touch mine; stat -c %u:%g mine';
const text = (uid: number) => `(BASE ${MAKE(uid)} (user (name app)) (workdir /facts) (copy (src f) (dst /f))
  (run (cache (of-app-${uid} (target /cache))) (mount (src .) (target /m)) (shell "{ ${LOOK}; } > looked")))`;

/** The numbers of the users and files of the last step, with the flags that a build and a shell share. */
function look(uid: number, flag: string): string {
  const { id } = workshop.report(text(uid), flag);
  return readFileSync(path.join(workshop.rootOf(id), 'facts/looked'), 'utf8');
}

describe.each(['never', 'always'])('a user by name with a user namespace: %s', (mode) => {
  const flag = `--user-namespace=${mode}`;

  test('has the numbers of the step before, with the supplementary groups', () => {
    for (const uid of mode === 'never' ? [1500, 1600] : [1501, 1601])
      expect(look(uid, flag)).toBe(`${uid}\n${uid}\n${uid} 77\n${`${uid}:${uid}\n`.repeat(4)}`);
  });

  test('is the user of a shell in a failed step', () => {
    const uid = mode === 'never' ? 1700 : 1701;
    const { stdout } = workshop.build(`(BASE ${MAKE(uid)} (user (name app)) (run (shell "exit 3")))`, flag);
    const failed = / shell ([0-9a-f]{12}) /.exec(stdout)?.[1] ?? '';
    const shell = runCli(['shell', failed, workshop.storeFlag, flag, '--', 'id -u; id -G']);
    expect(shell.stdout).toBe(`${uid}\n${uid} 77\n`);
  });
});

test('a plan tells the ids of named users before the users exist', () => {
  const planned = runCli(['plan', '-f', workshop.spec(text(1800)), workshop.context, workshop.storeFlag]);
  expect(planned.status, planned.stderr).toBe(0);
  const report = workshop.report(text(1800));
  for (const { id } of report.steps) expect(planned.stdout).toContain(id?.slice(0, 12));
  expect(outcomes(workshop.report(text(1800)))).toEqual(['cached', 'cached', 'cached', 'cached']);
});

test('an unknown user is an error at its place in the spec', () => {
  const { status, stdout, stderr } = workshop.build('(BASE\n (user (name app))\n (run (shell "id")))');
  expect(status).toBe(1);
  expect(stdout + stderr).toMatch(
    /\.spec:2:2:? .*could not find the user app: \/etc\/passwd of the base has only root, builder/s,
  );
  expect(stdout + stderr).toContain('Create the user in a run before, for example with useradd');
});

test('an image keeps the name of the user', () => {
  const archive = path.join(workshop.directory, 'image.tar');
  workshop.report(
    `(BASE ${MAKE(1900)} (user (name app) (group extra)))`,
    `--output=type=oci,dest=${archive}`,
  );
  const list = execFileSync('tar', ['-tf', archive], { encoding: 'utf8' }).trim().split('\n');
  const blobs = list.filter((name) => name.includes('sha256/') && !name.endsWith('/'));
  const configs = blobs.map((name) => `${execFileSync('tar', ['-xOf', archive, name], { maxBuffer: 1e8 })}`);
  expect(configs.filter((config) => config.includes('"User":"app:extra"'))).toHaveLength(1);
});

test('a result from a carrier keeps the name and the numbers', () => {
  const carrier = path.join(workshop.directory, 'carrier');
  const spec = (more = '') =>
    `(BASE ${MAKE(2000)} (user (name app)) (workdir /facts) (run (shell "echo of-app > made")) ${more})`;
  const { id } = workshop.report(spec(), `--cache-to=type=local,dest=${carrier}`);
  const other = `--store=copy:${workshop.pool.path}/other`;
  const file = workshop.spec(spec('(run (shell "stat -c %u made; id -G"))'));
  const built = runCli([
    'build',
    '-f',
    file,
    workshop.context,
    other,
    `--cache-from=type=local,src=${carrier}`,
  ]);
  expect(built.status, built.stdout + built.stderr).toBe(0);
  expect(built.stdout).toContain('\n2000\n2000 77\n');
  const shell = runCli(['shell', id, other, '--', 'id -u; id -G']);
  expect(shell.stdout, shell.stderr).toBe('2000\n2000 77\n');
});
