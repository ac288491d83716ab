import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Carrier } from '../../src/contract/remote.ts';
import { ecrAfter, firstOf, ghcr, type TokenService, tokenService } from '../fakes/registry-rules.ts';
import { type RegistryWorld, registryWorld } from '../places/carrier-worlds.ts';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { dullText, idOf, type SampleResult, sampleResult } from '../samples/remote-records.ts';
import { expectWhole, never } from '../suites/carrier-place.ts';

let server: RegistryServer;
let world: RegistryWorld;
let carrier: Carrier;
const opened: Carrier[] = [];

beforeAll(async () => {
  server = await startRegistryServer();
});
afterAll(() => server?.close());
beforeEach(async () => {
  world = await registryWorld(server.host);
  carrier = await open();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  await world?.remove();
});

async function open(settings: Parameters<RegistryWorld['openWith']>[0] = {}): Promise<Carrier> {
  const made = await world.openWith(settings);
  opened.push(made);
  return made;
}

const put = (...samples: SampleResult[]) =>
  carrier.put(
    samples.map(({ upload }) => upload),
    never,
  );
const repository = () => world.ref.slice(world.ref.indexOf('/') + 1);
const seen = () => world.proxy.seen().map((line) => line.replace(`/v2/${repository()}/`, ''));

async function readsWhole(sample: SampleResult, from = carrier): Promise<void> {
  const record = (await from.find([sample.record.id], never)).get(sample.record.id);
  if (record === undefined) throw new Error('the record is absent');
  await expectWhole(from, record, sample);
}

describe('the requests of a registry', () => {
  test('a found record costs a single request', async () => {
    await put(await sampleResult('a'));
    world.proxy.reset();
    expect((await carrier.find([idOf('a')], never)).size).toBe(1);
    expect(seen()).toEqual(['GET manifests/ID']);
  });

  test('an upload checks first, and sends each blob with a single PUT', async () => {
    await put(await sampleResult('a', { content: dullText(6_000_000) }));
    const blob = ['HEAD blobs/@', 'POST blobs/uploads/', 'PUT blobs/uploads/#'];
    const config = ['POST blobs/uploads/', 'PUT blobs/uploads/#'];
    const all = ['HEAD manifests/ID', ...blob, ...blob, ...config, 'PUT manifests/ID'];
    expect(seen().toSorted()).toEqual(all.toSorted());
    expect(seen().at(-1)).toBe('PUT manifests/ID');
  });

  test('a small blob is stored without a question', async () => {
    await put(await sampleResult('a', { content: Buffer.from('small') }));
    const blob = ['POST blobs/uploads/', 'PUT blobs/uploads/#'];
    const all = ['HEAD manifests/ID', 'HEAD blobs/@', ...blob, ...blob, ...blob, 'PUT manifests/ID'];
    expect(seen().toSorted()).toEqual(all.toSorted());
    expect([seen()[0], seen().at(-1)]).toEqual(['HEAD manifests/ID', 'PUT manifests/ID']);
  });

  test('blobs of an earlier upload are known to be there', async () => {
    const first = await sampleResult('a', { content: dullText(100_000) });
    await put(first);
    world.proxy.reset();
    await put(await sampleResult('b', { base: first, content: Buffer.from('small') }));
    expect(seen().filter((line) => line.startsWith('HEAD'))).toEqual(['HEAD manifests/ID']);
  });

  test('results that a search has missed are asked for once, by the lowest', async () => {
    const base = await sampleResult('base');
    const second = await sampleResult('second', { base });
    const third = await sampleResult('third', { base: second });
    const fourth = await sampleResult('fourth', { base: third });
    await carrier.find(
      [base, second, third].map(({ record }) => record.id),
      never,
    );
    world.proxy.reset();
    await put(base, second);
    await put(third, fourth);
    // The last was not searched for.
    const asked = seen().filter((line) => line === 'HEAD manifests/ID');
    expect(asked).toHaveLength(2);
    await readsWhole(fourth);
  });

  test('a known record costs a single request', async () => {
    const sample = await sampleResult('a');
    await put(sample);
    world.proxy.reset();
    expect(await put(sample)).toEqual({ records: 0, bytes: 0, requests: 1 });
    expect(seen()).toEqual(['HEAD manifests/ID']);
  });

  test('fifty dependents send each layer once', async () => {
    const samples: SampleResult[] = [];
    for (let index = 0; index < 50; index += 1) {
      const base = samples.at(-1);
      samples.push(await sampleResult(`chain ${index}`, base ? { base } : {}));
    }
    const report = await put(...samples);
    expect(report.records).toBe(50);
    expect(seen().filter((line) => line === 'PUT blobs/uploads/#')).toHaveLength(50 + 50 + 1);
    const other = await open();
    expect(
      (
        await other.find(
          samples.map(({ record }) => record.id),
          never,
        )
      ).size,
    ).toBe(50);
    expect(other.traffic().requests).toBe(50);
    console.log();
    await readsWhole(samples[49] as SampleResult, other);
  });
});

describe('base layers', () => {
  const pushedBase = async (name: string) => {
    const sample = await sampleResult('base holder', { content: dullText(1_000) });
    const holder = await world.openOther(name);
    opened.push(holder);
    await holder.put([sample.upload], never);
    const domain = world.proxy.host;
    world.proxy.requests.length = 0;
    return { domain, repository: name };
  };

  test('are mounted from their repository', async () => {
    const home = await pushedBase(`base/one-${process.pid}`);
    const sample = await sampleResult('a', { repository: home });
    const base = sample.record.chain.base.layers[0]?.digest;
    const { upload } = sample;
    const open = (bytes: { digest: string; size: number }) => {
      if (bytes.digest === base) throw new Error('the base layer was opened');
      return upload.open(bytes);
    };
    await carrier.put([{ ...upload, open }], never);
    expect(seen().filter((line) => line.includes('mount='))).toEqual([
      `POST blobs/uploads/?mount=@&from=${encodeURIComponent(home.repository)}`,
    ]);
    await readsWhole(sample);
  });

  test('are uploaded if the registry mounts nothing', async () => {
    const home = { domain: world.proxy.host, repository: 'base/nowhere' };
    const sample = await sampleResult('a', { repository: home });
    await put(sample);
    const uploads = seen().filter((line) => line.startsWith('POST') || line.startsWith('PUT blobs'));
    expect(uploads.filter((line) => line.startsWith('POST'))).toHaveLength(3);
    await readsWhole(sample);
  });

  test('of another registry are uploaded without a mount', async () => {
    const sample = await sampleResult('a', {
      repository: { domain: 'docker.io', repository: 'library/debian' },
    });
    await put(sample);
    expect(seen().some((line) => line.includes('mount='))).toBe(false);
    await readsWhole(sample);
  });
});

describe('other registries', () => {
  test('GHCR and ECR take every request', async () => {
    world.proxy.before = ghcr;
    world.proxy.after = ecrAfter;
    const sample = await sampleResult('a', { content: dullText(9_000_000), log: dullText(700_000) });
    await put(sample);
    await readsWhole(sample, await open());
    expect(seen().some((line) => line.startsWith('PATCH'))).toBe(false);
  });

  test('uploads go to another host without credentials', async () => {
    const bodies: number[] = [];
    const seenHeaders: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seenHeaders.push(request.headers.authorization);
      let length = 0;
      request.on('data', (part: Buffer) => (length += part.length));
      request.on('end', () => {
        bodies.push(length);
        response.writeHead(201).end();
      });
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as { port: number };
    const tokens = tokenService(world.proxy);
    world.proxy.before = tokens.rule;
    world.proxy.after = ({ method }) =>
      method === 'POST'
        ? { headers: { location: `http://127.0.0.1:${port}/there?signed=a%2Fb` } }
        : undefined;
    const sample = await sampleResult('a');
    // The registry never gets the blobs, so the registry refuses the image.
    await expect(put(sample)).rejects.toMatchObject({ code: 'remote-failed' });
    other.close();
    expect(bodies.length).toBeGreaterThan(1);
    expect(new Set(seenHeaders)).toEqual(new Set([undefined]));
  });
});

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
      carrier = await open({ dockerConfig });
      await put(sample);
      await readsWhole(sample);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
