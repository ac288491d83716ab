import { expect, test } from 'vitest';
import { machineResolver } from '../../../src/network/relay/resolve.ts';

function counted(count: number) {
  const asked: string[] = [];
  const resolve = machineResolver(async (name) => {
    asked.push(name);
    if (name === 'missing.example') throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return Array.from({ length: count }, (_, index) => ({ address: `192.0.2.${index % 256}` }));
  });
  return { asked, resolve };
}

test('a lookup and the connection after it ask once', async () => {
  const { asked, resolve } = counted(2);
  const answers = await Promise.all([resolve('a.example'), resolve('a.example')]);
  expect(answers[0]).toEqual({ addresses: ['192.0.2.0', '192.0.2.1'] });
  expect(answers[1]).toBe(answers[0]);
  expect(await resolve('missing.example')).toEqual({ fault: 'ENOTFOUND' });
  expect(asked).toEqual(['a.example', 'missing.example']);
});

test('an answer of thousands of addresses counts with the first 32', async () => {
  expect(await counted(5000).resolve('a.example')).toEqual({
    addresses: Array.from({ length: 32 }, (_, index) => `192.0.2.${index}`),
  });
});
