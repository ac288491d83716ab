import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readLine } from '../../../src/worker/request-line.ts';

const bounds = { maxBytes: 100, timeoutMs: 60_000, signal: new AbortController().signal };
const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'input-invalid', message: expect.stringMatching(message) });

test('a line in pieces is read whole', async () => {
  const input = new PassThrough();
  const line = readLine(input, bounds);
  const [first, second] = [Buffer.from('"ä').subarray(0, 2), Buffer.from('"ä').subarray(2)];
  input.write(first);
  await delay(1);
  input.write(Buffer.concat([second, Buffer.from('"\nmore\n')]));
  expect(await line).toBe('"ä"');
});

test('an endless line is refused after its maximum', async () => {
  const input = new PassThrough();
  const line = readLine(input, bounds);
  for (let part = 0; part < 20; part += 1) input.write('x'.repeat(10));
  await expect(line).rejects.toEqual(refusal(/longer than 100 bytes/));
  expect(input.isPaused()).toBe(true);
});

test('a late line is refused', async () => {
  const input = new PassThrough();
  input.write('{');
  await expect(readLine(input, { ...bounds, timeoutMs: 20 })).rejects.toEqual(refusal(/within 0.02 seconds/));
});

test('a line cut by the end of input is refused', async () => {
  const input = new PassThrough();
  input.end('{"version":1}');
  await expect(readLine(input, bounds)).rejects.toEqual(refusal(/stdin ended before/));
});

test('a signal ends the wait for a line', async () => {
  const signal = AbortSignal.timeout(10);
  await expect(readLine(new PassThrough(), { ...bounds, signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
