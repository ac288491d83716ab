import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { must } from '../../../../src/errors.ts';
import { CacheClient } from '../../../../src/remote/gha/client.ts';
import { NewEntry, openEntry } from '../../../../src/remote/gha/entries.ts';
import { fakeEntries, fakeProgram, piecesOf, serving } from '../../../fakes/cache-program.ts';
import { never } from '../../../suites/carrier-place.ts';

const wanted = { size: 0, signal: never };
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => error,
  );
const MALFORMED = { code: 'image-unavailable', message: expect.stringContaining('malformed') };

test.each<[string, string]>([
  ['a size that is text', "send({ answer: { key: 'k', size: '9' } })"],
  ['a negative size', "send({ answer: { key: 'k', size: -1 } })"],
  ['a broken size', "send({ answer: { key: 'k', size: 1.5 } })"],
  ['a size beyond exact numbers', "send({ answer: { key: 'k', size: 2 ** 60 } })"],
  ['a key that is a number', 'send({ answer: { key: 7, size: 1 } })'],
  ['a fault that is a number', 'send({ answer: { fault: 7 } })'],
  ['requests that are text', "send({ answer: { requests: '7' } })"],
  ['a status that is text', "send({ answer: { httpStatus: '404' } })"],
  ['a negative pause', 'send({ answer: { retryAfter: -1 } })'],
  ['no answer', 'send({})'],
  ['null', 'send({ answer: null })'],
  ['bytes that nobody asked for', 'send({ answer: {} }, Buffer.alloc(10))'],
  ['a head of a megabyte', "send({ answer: { fault: 'x'.repeat(1e6) } })"],
  ['a head without end', 'process.stdout.write(Buffer.from([255, 255, 255, 15, 0, 0, 0, 0]))'],
  ['no JSON', 'process.stdout.write(Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 33]))'],
])('a lookup answered with %s is a failure of the cache', async (_what, answer) => {
  const options = fakeEntries(fakeProgram(answer));
  expect(await errorOf(openEntry(['k'], options, wanted))).toMatchObject(MALFORMED);
  expect(options.meter).toEqual({ requests: 0, receivedBytes: 0, sentBytes: 0 });
});

test('more bytes than asked for are a failure of the cache', async () => {
  const answer = `if (head.operation === 'restore') send({ answer: { key: 'k', size: 10 } });
    else send({ answer: {} }, Buffer.alloc(head.length + 1))`;
  const entry = await openEntry(['k'], fakeEntries(fakeProgram(answer)), wanted);
  expect(await errorOf(piecesOf(must(entry, 'an entry').read(0, 10, never)))).toMatchObject(MALFORMED);
});

test('an answer of fewer bytes is the end of the entry', async () => {
  const answer = `if (head.operation === 'restore') send({ answer: { key: 'k', size: 1000 } });
    else send({ answer: {} }, Buffer.alloc(1))`;
  const entry = await openEntry(['k'], fakeEntries(fakeProgram(answer)), wanted);
  expect(await piecesOf(must(entry, 'an entry').read(0, 1000, never))).toEqual([Buffer.alloc(1)]);
  entry?.close();
});

test('an entry of any announced size can be looked up', async () => {
  const options = fakeEntries(fakeProgram(serving({ k: Buffer.from('bytes') })));
  const entry = await openEntry(['k'], options, { size: Number.MAX_SAFE_INTEGER, signal: never });
  expect(entry?.size).toBe(5);
  entry?.close();
});

test('a silent program is given up within the bound', async () => {
  const options = fakeEntries(fakeProgram(''), 300);
  expect(await errorOf(openEntry(['k'], options, wanted))).toMatchObject({
    message: expect.stringContaining('gave no answer'),
  });
});

test.each([
  'send({ error: text })',
  'send({ answer: { fault: text, httpStatus: 500 } })',
  'process.stderr.write(text, () => process.exit(1))',
])('an error shows no signature of an address: %s', async (answer) => {
  const text = "const text = 'GET https://blob/1?se=2&sig=SeCrEt%3D&sp=r failed'";
  const error = await errorOf(openEntry(['k'], fakeEntries(fakeProgram(`${text}; ${answer}`)), wanted));
  expect(String(error)).toContain('sig=***&sp=r failed');
});

test('a failure before the first request is no refusal of the mode', async () => {
  const answer = "send({ answer: { saved: false, requests: 0, fault: 'tar failed' } })";
  const error = await errorOf(new NewEntry(fakeEntries(fakeProgram(answer))).save('k', never));
  expect(error).toMatchObject({ message: expect.stringContaining('tar failed'), httpStatus: undefined });
});

test('the program gets the token of the cache, and no other token', async () => {
  const env = {
    ACTIONS_RUNTIME_TOKEN: 't',
    ACTIONS_RESULTS_URL: 'u',
    ACTIONS_CACHE_MODE: 'read',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'other',
    GITHUB_TOKEN: 'other',
    GITHUB_ENV: '/file',
    NODE_OPTIONS: '--inspect',
    https_proxy: 'http://127.0.0.1:9',
  };
  const program = fakeProgram('send({ error: Object.keys(process.env).sort().join() })', { env });
  expect(await errorOf(openEntry(['k'], fakeEntries(program), wanted))).toMatchObject({
    message: `the cache failed: ${[
      'ACTIONS_CACHE_MODE',
      'ACTIONS_RESULTS_URL',
      'ACTIONS_RUNTIME_TOKEN',
      'NODE_USE_ENV_PROXY',
      'SEGMENT_DOWNLOAD_TIMEOUT_MINS',
      'https_proxy',
    ].join()}`,
  });
});

afterEach(() => void vi.useRealTimers());

test('a program that stays after the close is killed', async () => {
  const program = fakeProgram('send({ answer: {} })', {
    start: `import { writeFileSync } from 'node:fs';
      process.stdin.removeAllListeners('end');
      setInterval(() => {}, 1000);
      writeFileSync(import.meta.dirname + '/pid', String(process.pid));`,
  });
  const client = new CacheClient(program);
  await client.ask({ operation: 'append' }, { signal: never, boundMs: 120_000 });
  const pid = readFileSync(path.join(program.directory, 'pid'), 'utf8');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  client.close();
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 60_000 }).toBe(false);
});
