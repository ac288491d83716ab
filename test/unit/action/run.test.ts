import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Job } from './job.ts';

let job: Job;

beforeEach(() => {
  job = new Job();
});

afterEach(() => job.remove());

/** The value of a `name<<DELIMITER` block of a runner's file. */
function block(text: string, name: string): string | undefined {
  const [, , value] = new RegExp(`^${name}<<(\\S+)\\n([\\s\\S]*?)\\n\\1$`, 'm').exec(text) ?? [];
  return value;
}

test('a failed build writes log, outputs and summary', async () => {
  job.write('my.spec', 'steps');
  const { status, log } = await job.start('main', { inputs: { 'spec-file': 'my.spec' } }).exit;
  expect(status).toBe(1);
  expect(log.match(/^::group::.*$/gm)).toEqual([
    '::group::[1/4] (from debian:12) — cached',
    '::group::[2/4] (run (shell hostile))',
    '::group::[3/4] (run (shell bad))',
  ]);
  const token = /^::stop-commands::([0-9a-f-]{36})$/m.exec(log)?.[1] ?? 'none';
  expect(log).toContain(
    `::stop-commands::${token}\n::set-output name=id::evil\n::add-path::/evil\n::${token}::\n`,
  );
  expect(log).toContain(
    '\n::error file=my.spec,line=3,col=2,title=[3/4] (run (shell bad))::the command ended with status 2\n',
  );
  expect(log).toContain('\n[4/4] (run (shell never)) — not run\n');
  expect(log).toMatch(/\nThe build failed: the command ended with status 2\n$/);
  expect(log.match(/^::error/gm)).toHaveLength(1);
  expect(block(job.read('output'), 'id')).toBe('');
  expect(block(job.read('output'), 'cache-hit')).toBe('false');
  const steps = JSON.parse(block(job.read('output'), 'steps') ?? '');
  expect(steps[2]).toEqual({ build: [], operation: '(run (shell bad))', outcome: 'failed', seconds: 2 });
  expect(job.read('summary')).toContain('#### Step 3 failed at <code>my.spec&#58;3&#58;2</code>');
  expect(job.read('summary')).toContain(' build -f my.spec ');
});

test('outputs of steps appear by name, with warnings', async () => {
  const inputs = { spec: 'outputs', secrets: 'outputs=hunter22' };
  const { status, log } = await job.start('main', { inputs }).exit;
  expect(status, log).toBe(0);
  const output = job.read('output');
  expect(block(output, 'version')).toBe('1.2');
  expect(block(output, 'notes')).toBe('two\nlines');
  expect(block(output, 'id')).toBe('f00');
  expect(output.match(/^id<</gm)).toHaveLength(1);
  expect(block(output, 'cache-hit')).toBe('true');
  expect(JSON.parse(block(output, 'outputs') ?? '')).toMatchObject({ id: 'mine', version: '1.2' });
  expect(log).toContain('::add-mask::hunter22\n');
  expect(log).toMatch(/::warning::A step wrote an output id, but the action has an output of this name/);
  expect(log).toMatch(/::warning::Output leak contains a secret/);
});

test('the request has all inputs; secrets travel only on stdin', async () => {
  job.write('key.bin', new Uint8Array([0, 255, 1]));
  const inputs = {
    spec: 'build',
    secrets: 'token=hunter22',
    'secret-envs': 'other=FROM_ENV',
    'secret-files': 'key=key.bin',
    target: 'outer/inner',
    'max-parallel': '3',
    'store-size': '1GB',
    'min-free-space': '10%',
    'max-age': '30d',
    pull: 'true',
    'no-cache': 'true',
  };
  const env = {
    FROM_ENV: 'quiet',
    ACTIONS_RUNTIME_TOKEN: 'job-token',
    OBUILDER_STORE: 'btrfs:/srv/o',
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_REF: 'refs/pull/7/merge',
  };
  const { status, log } = await job.start('main', { inputs, env }).exit;
  expect(status, log).toBe(0);
  const heard = JSON.parse(log.split('\n').find((line) => line.startsWith('{"argv"')) ?? '');
  expect(heard.argv).toEqual(['worker']);
  expect(JSON.stringify(heard.env)).not.toMatch(/hunter22|quiet|job-token/);
  expect(heard.request).toMatchObject({
    version: 1,
    storeRequest: { store: 'btrfs:/srv/o', namedBy: 'OBUILDER_STORE', poolBytes: 1024 ** 3 },
    spec: { text: 'build', file: 'spec' },
    context: job.workspace,
    target: 'outer/inner',
    secrets: { token: 'aHVudGVyMjI=', other: 'cXVpZXQ=', key: 'AP8B' },
    noCache: true,
    pull: 'always',
    maxParallel: 3,
    limits: { minFree: { share: 0.1 }, maxAge: 30 * 86_400 },
    origin: { repository: 'o/r', ref: 'refs/pull/7/merge' },
  });
});

test.each<[string, Record<string, string>, string]>([
  ['an empty value', { secrets: 'tok=' }, 'its value is empty'],
  ['an unset variable', { 'secret-envs': 'tok=NONE' }, 'the variable NONE is not set'],
  [
    'a value in place of a variable',
    { 'secret-envs': 'tok=s3cret1' },
    'the variable that secret-envs names is not set',
  ],
  ['a missing file', { 'secret-files': 'tok=none' }, 'could not read the file none: ENOENT'],
])('the error of a missing secret names %s', async (_, inputs, reason) => {
  const { status, log } = await job.start('main', { inputs: { ...inputs, spec: 'secret' } }).exit;
  expect(status).toBe(1);
  expect(log).toContain(`\nThe secret "tok" was not given: ${reason}\n`.trimStart());
  expect(log.match(/^::error.*the secret "tok" was not given: (.*?)%0A/gm)).toHaveLength(1);
  expect(log.match(/^::error.*/gm)?.join()).toContain(`was not given: ${reason}%0A`);
  expect(log).not.toContain('Give its value.');
  expect(job.read('summary')).toContain('was not given');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s cancels the worker and ends with 130', async (signal) => {
  const { child, exit } = job.start('main', { inputs: { spec: 'cancel' } });
  while (!job.read('state').includes('worker-pid')) await wait(20);
  child.kill(signal);
  const { status, log } = await exit;
  expect(log).toContain('The build was cancelled.');
  expect(log).not.toContain('::error');
  expect(status).toBe(130);
  expect(job.read('summary')).toContain('### Cancelled in ');
});

test('a wrong input fails before the worker starts', async () => {
  const { status, log } = await job.start('main', { inputs: { 'max-parallel': 'many', spec: 'x' } }).exit;
  expect(status).toBe(1);
  expect(log).toBe('::error::input max-parallel is "many": expected a number from 1 to 9999\n');
});

test('a dying worker: open groups close before the error', async () => {
  const { status, log } = await job.start('main', { inputs: { spec: 'die' } }).exit;
  expect(status).toBe(1);
  expect(log).toMatch(/^::error::the worker ended with status 7 .*out of cheese/);
});

test('a failure after the end of the build is the only end of the job', async () => {
  const { status, log } = await job.start('main', { inputs: { spec: 'late' } }).exit;
  expect(status).toBe(1);
  expect(log).toMatch(/::error::The build failed: too late\n$/);
  expect(job.read('output').match(/^id<</gm)).toHaveLength(1);
  expect(block(job.read('output'), 'id')).toBe('');
});

test('post is silent without a worker', async () => {
  for (const env of [
    {},
    { 'STATE_worker-pid': '4194999', 'STATE_worker-start': '1' },
    { 'STATE_worker-pid': '-1' },
  ]) {
    expect(await job.start('post', { env }).exit).toEqual({ status: 0, log: '' });
  }
});

test('post ends a hanging orphaned worker', async () => {
  const { child, exit } = job.start('main', { inputs: { spec: 'hang' } });
  while (!job.read('state').includes('worker-start')) await wait(20);
  const [pid = '', start = ''] = ['worker-pid', 'worker-start'].map((name) => block(job.read('state'), name));
  child.kill('SIGKILL');
  await exit;
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  const env = { 'STATE_worker-pid': pid, 'STATE_worker-start': start };
  const { status, log } = await job.start('post', { env }).exit;
  expect(status).toBe(0);
  expect(log).toContain('::warning::The worker of a build had to be killed.');
});

test('an unwritable state file only warns', async () => {
  const env = { GITHUB_STATE: '/nowhere/state' };
  const { status, log } = await job.start('main', { inputs: { spec: 'build' }, env }).exit;
  expect(log).toMatch(/^::warning::Could not record the worker for the end of the job: .*\/nowhere\/state/m);
  expect(status, log).toBe(0);
});

test('an input of another action is a warning without its value', async () => {
  const inputs = { spec: 'outputs', load: 'true', sbom: 'hunter22', keepfailed: 'hunter22' };
  const { status, log } = await job.start('main', { inputs }).exit;
  expect(status, log).toBe(0);
  expect(log).toContain('::warning::The input load of docker/build-push-action has no effect here. Write');
  expect(log).toContain('::warning::There is no input keepfailed, so its value has no effect. Did you mean');
  expect(log).not.toContain('hunter22');
});
