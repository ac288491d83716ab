import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorker, type WorkerOptions } from '../../../../src/action/worker/client.ts';
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
  more: Partial<WorkerOptions> = {},
): { events: WorkerEvent[]; exit: ReturnType<typeof startWorker> } {
  const events: WorkerEvent[] = [];
  const options: WorkerOptions = {
    request: request(act),
    command: [process.execPath, fake, 'worker'],
    onEvent: (event) => events.push(event),
    user: 'runner',
    ...more,
  };
  return { events, exit: startWorker(options) };
}

test('a build: the request on stdin, its events in order, its report; secrets in no argument and no variable', async () => {
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

test('a worker that waits for the end of its stdin after the last event is let go', async () => {
  expect((await run('linger').exit).kind).toBe('built');
});

test('a failed build is a value', async () => {
  const exit = await run('fail').exit;
  expect(exit).toMatchObject({ kind: 'failed', error: { code: 'spec-invalid', at: { line: 1 } } });
});

test('cancelling ends stdin, and the worker says goodbye itself', async () => {
  const cancel = new AbortController();
  const onEvent = (event: WorkerEvent) => event.type === 'hello' && cancel.abort();
  expect(await run('cancel', { signal: cancel.signal, onEvent }).exit).toEqual({ kind: 'cancelled' });
});

test('cancelled before it began: nothing is started', async () => {
  const { events, exit } = run('build', { signal: AbortSignal.abort() });
  expect(await exit).toEqual({ kind: 'cancelled' });
  expect(events).toEqual([]);
});

test('a worker that does not hear is killed after its time', async () => {
  const cancel = new AbortController();
  let pid = 0;
  const onEvent = (event: WorkerEvent) => {
    if (event.type !== 'hello') return;
    pid = event.pid;
    cancel.abort();
  };
  const exit = await run('ignore', { signal: cancel.signal, onEvent, graceMilliseconds: 50 }).exit;
  expect(exit).toEqual({ kind: 'cancelled' });
  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

test('a line that is no event is an error that shows it, and the program is not left running', async () => {
  await expect(run('babble', { graceMilliseconds: 50 }).exit).rejects.toMatchObject({
    code: 'internal',
    value: 'Welcome to this machine!',
  });
});

test('a worker that dies without a word is an error with what it wrote to stderr', async () => {
  await expect(run('die').exit).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/with status 7.*\nout of cheese/s),
  });
  await expect(run('killed').exit).rejects.toThrow(/by SIGKILL/);
});

test('a program that is not there', async () => {
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

test('a worker that dies is no refusal of a sudo that warns', async () => {
  const env = fakeSudo('[ "$1" = -l ] && exit 0\nexec "$@"');
  await expect(run('die', { command, env }).exit).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringMatching(/with status 7.*unable to resolve host x\nout of cheese/s),
  });
});

test('sudo that asks for a password: the command that installs the rule, and the way without sudo', async () => {
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
