import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ecrAfter, ghcr, tokenService } from '../fakes/registry-rules.ts';
import {
  carrier,
  closeLater,
  open,
  put,
  readsWhole,
  seen,
  useCarrierRegistry,
  world,
} from '../places/use-carrier-registry.ts';
import { dullText, idOf, type SampleResult, sampleResult } from '../samples/remote-records.ts';
import { never } from '../suites/carrier-place.ts';

useCarrierRegistry();

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
    closeLater(holder);
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
