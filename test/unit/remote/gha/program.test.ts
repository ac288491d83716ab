import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CacheClient } from '../../../../src/remote/gha/client.ts';
import { never } from '../../../suites/carrier-place.ts';

test('the program keeps the bytes of a pack, and removes its directory at the end', async () => {
  const temp = mkdtempSync(path.join(tmpdir(), 'gha-program-'));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const file = path.resolve(import.meta.dirname, '../../../../src/remote/gha/program.ts');
  const client = new CacheClient({ file, env: { RUNNER_TEMP: temp, PATH: process.env['PATH'] } });
  const asked = { signal: never, boundMs: 120_000 };
  await client.ask({ operation: 'append' }, { ...asked, bytes: Buffer.alloc(200_000, 'a') });
  await client.ask({ operation: 'append' }, { ...asked, bytes: Buffer.alloc(100_000, 'b') });
  await client.ask({ operation: 'truncate', size: 250_000 }, asked);
  await client.ask({ operation: 'append' }, { ...asked, bytes: Buffer.from('end') });
  const { bytes } = await client.ask({ operation: 'read', position: 199_999, length: 250_000 }, asked);
  expect(bytes.toString()).toBe(`a${'b'.repeat(50_000)}end`);
  client.close();
  await expect.poll(() => readdirSync(temp), { timeout: 60_000 }).toEqual([]);
});
