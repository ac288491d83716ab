import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { firstOf, type TokenService, tokenService } from '../fakes/registry-rules.ts';
import {
  carrier,
  open,
  put,
  readsWhole,
  repository,
  seen,
  useCarrierRegistry,
  world,
} from '../places/use-carrier-registry.ts';
import { dullText, idOf, sampleResult } from '../samples/remote-records.ts';
import { never } from '../suites/carrier-place.ts';

useCarrierRegistry();

describe('tokens', () => {
  let tokens: TokenService;
  const push = () => `repository:${repository()}:pull,push`;
  beforeEach(() => {
    tokens = tokenService(world.proxy);
    world.proxy.before = tokens.rule;
  });

  test('grow from reading to writing', async () => {
    const sample = await sampleResult('a');
    await carrier.find([sample.record.id], never);
    expect(tokens.given).toEqual([`repository:${repository()}:pull`]);
    await put(sample);
    expect(tokens.given.slice(1)).toEqual([push()]);
    await readsWhole(sample);
    expect(tokens.given).toHaveLength(2);
  });

  test('many searches at once ask for a single token', async () => {
    expect(
      (
        await carrier.find(
          Array.from({ length: 40 }, (_, index) => idOf(`${index}`)),
          never,
        )
      ).size,
    ).toBe(0);
    expect(tokens.given).toHaveLength(1);
    expect(seen().filter((line) => line.startsWith('GET manifests'))).toHaveLength(41);
  });

  test('name the other repository for a mount', async () => {
    const sample = await sampleResult('a', {
      repository: { domain: world.proxy.host, repository: 'base/image' },
    });
    await put(sample);
    expect(tokens.given.at(-1)).toBe(`repository:base/image:pull ${push()}`);
  });

  test('without the other repository end in an upload', async () => {
    tokens.withheld.add('repository:base/image:pull');
    const sample = await sampleResult('a', {
      repository: { domain: world.proxy.host, repository: 'base/image' },
    });
    await put(sample);
    await readsWhole(sample);
  });

  test('that end during uploads and downloads are replaced', async () => {
    const sample = await sampleResult('a', { content: dullText(4_000_000) });
    let uploads = 0;
    world.proxy.before = firstOf((request) => {
      if (request.method === 'PUT' && request.path.includes('/blobs/')) {
        uploads += 1;
        if (uploads === 2) tokens.expire();
      }
      return undefined;
    }, tokens.rule);
    await put(sample);
    tokens.expire();
    await readsWhole(sample);
    expect(uploads).toBeGreaterThan(3);
  });

  test('come from the credentials of the Docker config file', async () => {
    tokens = tokenService(world.proxy, { user: 'me', password: 'secret' });
    world.proxy.before = tokens.rule;
    const directory = mkdtempSync(path.join(tmpdir(), 'docker-'));
    const dockerConfig = path.join(directory, 'config.json');
    const auth = Buffer.from('me:secret').toString('base64');
    writeFileSync(dockerConfig, JSON.stringify({ auths: { [world.proxy.host]: { auth } } }));
    try {
      const sample = await sampleResult('a');
      await expect(put(sample)).rejects.toMatchObject({
        code: 'remote-denied',
        hint: expect.stringContaining('docker login') as string,
      });
      const allowed = await open({ dockerConfig });
      await allowed.put([sample.upload], never);
      await readsWhole(sample, allowed);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
