import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type LaunchOptions,
  launchWorker,
  type Work,
  type WorkerExit,
} from '../../../../src/action/worker/client.ts';
import type { BuildRequest, WorkerEvent } from '../../../../src/contract/request.ts';

const fake = path.resolve(import.meta.dirname, '../../../fakes/worker.ts');
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'client-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function request(act: string): BuildRequest {
  return {
    version: 1,
    storeRequest: { store: 'auto' },
    spec: { text: act, file: 'a.spec' },
    context: '/',
    secrets: { token: Buffer.from('hunter2').toString('base64') },
    noCache: false,
    pull: 'auto',
  };
}

function run(
  act: string,
  more: Partial<LaunchOptions & Work> = {},
): { events: WorkerEvent[]; exit: Promise<WorkerExit> } {
  const events: WorkerEvent[] = [];
  const options: LaunchOptions & Work = {
    request: request(act),
    command: [process.execPath, fake, 'worker'],
    onEvent: (event) => events.push(event),
    user: 'runner',
    ...more,
  };
  return { events, exit: launchWorker(options).serve(options) };
}

test('a build passes secrets only on stdin and returns events', async () => {
  const { events, exit } = run('build', { env: { PATH: '/usr/bin' } });
  expect(await exit).toEqual({
    kind: 'built',
    report: { id: 'f00', cacheHit: false, steps: [], outputs: {} },
  });
  expect(events.map(({ type }) => type)).toEqual(['hello', 'plan', 'output', 'done']);
  const heard = events.find((event) => event.type === 'output');
  const { argv, env, request: received } = JSON.parse(heard?.text ?? '{}');
  expect(received).toEqual(request('build'));
  expect(argv).toEqual(['worker']);
  expect(env).toEqual({ PATH: '/usr/bin' });
});

test('a dismissed worker ends without a request before the promise settles', async () => {
  const file = path.join(directory, 'heard');
  const command = ['sh', '-c', `read -r line || echo "nothing: $line" >${file}`];
  await launchWorker({ command, user: 'runner', env: { PATH: '/usr/bin:/bin' } }).dismiss();
  expect(readFileSync(file, 'utf8')).toBe('nothing: \n');
});

test('a missing worker program does not hide another error', async () => {
  await launchWorker({ command: [path.join(directory, 'none')], user: 'runner' }).dismiss();
});

test('the last event ends the stdin of the worker', async () => {
  expect((await run('linger').exit).kind).toBe('built');
});

test('a failed build is a value', async () => {
  const exit = await run('fail').exit;
  expect(exit).toMatchObject({ kind: 'failed', error: { code: 'spec-invalid', at: { line: 1 } } });
});

test('cancelling ends stdin; the worker ends itself', async () => {
  const cancel = new AbortController();
  const onEvent = (event: WorkerEvent) => event.type === 'hello' && cancel.abort();
  expect(await run('cancel', { signal: cancel.signal, onEvent }).exit).toEqual({ kind: 'cancelled' });
});

test('a worker cancelled before its request gets none', async () => {
  const { events, exit } = run('build', { signal: AbortSignal.abort() });
  expect(await exit).toEqual({ kind: 'cancelled' });
  expect(events).toEqual([]);
});

test('an unresponsive worker is killed', async () => {
  const cancel = new AbortController();
  let pid = 0;
  const onEvent = (event: WorkerEvent) => {
    if (event.type !== 'hello') return;
    pid = event.pid;
    cancel.abort();
  };
  const exit = await run('ignore', { signal: cancel.signal, onEvent, graceMs: 50 }).exit;
  expect(exit).toEqual({ kind: 'cancelled' });
  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

test('an invalid line is shown and ends the worker', async () => {
  await expect(run('babble', { graceMs: 50 }).exit).rejects.toMatchObject({
    code: 'internal',
    value: 'Welcome to this machine!',
  });
});

test('a dead worker is an error with its stderr', async () => {
  await expect(run('die').exit).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/with status 7.*\nout of cheese/s),
  });
  await expect(run('killed').exit).rejects.toThrow(/by SIGKILL/);
});

test('a missing program is an error', async () => {
  await expect(run('build', { command: ['/nowhere/node'] }).exit).rejects.toMatchObject({
    code: 'tool-missing',
  });
});

/** A sudo that warns of its own and then does as `script` says, with the words of its command line behind `-n`. */
function fakeSudo(script: string): Readonly<Record<string, string>> {
  const sudo = path.join(directory, 'sudo');
  writeFileSync(sudo, `#!/bin/sh\necho "sudo: unable to resolve host x" >&2\nshift\n${script}\n`);
  chmodSync(sudo, 0o755);
  return { PATH: `${directory}:/usr/bin:/bin` };
}

const command = ['sudo', '-n', process.execPath, fake, 'worker'];

test('a warning of sudo is not a refusal', async () => {
  const env = fakeSudo('[ "$1" = -l ] && exit 0\nexec "$@"');
  await expect(run('die', { command, env }).exit).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/with status 7.*unable to resolve host x\nout of cheese/s),
  });
});

test('a password prompt of sudo gets a remedy', async () => {
  const env = fakeSudo('echo "sudo: a password is required" >&2\nexit 1');
  await expect(run('build', { command, env }).exit).rejects.toMatchObject({
    code: 'not-root',
    message: expect.stringContaining('sudo: a password is required'),
    hint: expect.stringContaining('doctor --install --user=runner\n'),
  });
  await expect(run('build', { command, env: { PATH: '/nowhere' } }).exit).rejects.toMatchObject({
    code: 'not-root',
    message: 'the build needs root, and there is no sudo',
  });
});
