import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadImage } from '../../src/image/load.ts';
import { hello, invalid, unavailable, useRegistryPlace } from '../places/image-registry-place.ts';
import { file, tarWith } from '../samples/tar-entries.ts';

const at = useRegistryPlace();
const { here, load, app, seen } = at;
const { resolve } = here;

describe('requests to a registry', () => {
  test('a known tag costs a HEAD, a digest nothing', async () => {
    const { manifest } = at.server.putImage('1', await hello());
    const first = await resolve(app());
    expect(first).toMatchObject({ digest: manifest, environment: [['A', '1']] });
    expect(seen()).toEqual(['HEAD /v2/app/manifests/1', 'GET /v2/app/manifests/@', 'GET /v2/app/blobs/@']);
    at.server.requests.length = 0;
    await resolve(app());
    expect(seen()).toEqual(['HEAD /v2/app/manifests/1']);
    at.server.requests.length = 0;
    expect(await resolve(`${at.server.host}/app@${manifest}`)).toMatchObject({ digest: manifest });
    expect(seen()).toEqual([]);
  });

  test('pull: missing asks once, never not, always without fallback', async () => {
    at.server.putImage('1', await hello());
    await expect(resolve(app(), { pull: 'never' })).rejects.toThrow(unavailable('nothing may be pulled'));
    await resolve(app(), { pull: 'missing' });
    at.server.requests.length = 0;
    await resolve(app(), { pull: 'missing' });
    const never = await resolve(app(), { pull: 'never' });
    await expect(loadImage(never, { rootfs: here.work, scratch: here.work })).rejects.toThrow(
      unavailable('nothing may be pulled'),
    );
    expect(seen()).toEqual([]);
    at.server.intercept = (_, response) => {
      response.writeHead(503).end();
      return true;
    };
    await expect(resolve(app(), { pull: 'always' })).rejects.toThrow(unavailable('503'));
  });

  test.each([503, 429])('an answer of %i gives the last digest, with a warning', async (status) => {
    const { manifest } = at.server.putImage('1', await hello());
    await resolve(app());
    at.server.intercept = (_, response) => {
      response.writeHead(status).end();
      return true;
    };
    expect(await resolve(app())).toMatchObject({ digest: manifest });
    expect(here.warnings).toEqual([expect.stringContaining(manifest)]);
  });

  test('a deleted tag is an error without fallback', async () => {
    at.server.putImage('1', await hello());
    await resolve(app());
    at.server.manifests.clear();
    await expect(resolve(app())).rejects.toThrow(unavailable('is not in the registry'));
    expect(here.warnings).toEqual([]);
  });

  test('429 with Retry-After and 500 are retried', async () => {
    at.server.putImage('1', await hello());
    const troubles = [429, 500, 502];
    at.server.intercept = (_, response) => {
      const status = troubles.shift();
      if (status !== undefined) response.writeHead(status, { 'retry-after': '0' }).end();
      return status !== undefined;
    };
    await resolve(app());
    expect(seen().slice(0, 4)).toEqual(Array(4).fill('HEAD /v2/app/manifests/1'));
  });

  test('registries may lack HEAD and the digest header', async () => {
    const { manifest } = at.server.putImage('1', await hello());
    at.server.intercept = ({ method, path: where }, response) => {
      if (method === 'HEAD') response.writeHead(405).end();
      else if (where.endsWith('/1')) response.end(at.server.manifests.get('1'));
      else return false;
      return true;
    };
    expect((await resolve(app())).digest).toBe(manifest);
  });

  test('a cancelled build sends no more requests', async () => {
    at.server.intercept = () => true;
    const cancel = new AbortController();
    const asked = resolve(app(), { signal: cancel.signal });
    setTimeout(() => cancel.abort(), 20);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('answers of a registry', () => {
  test('a manifest with another digest is refused', async () => {
    const { manifest } = at.server.putImage('1', await hello());
    at.server.manifests.set(manifest, Buffer.from('{"schemaVersion":2}'));
    await expect(resolve(app())).rejects.toThrow(invalid(manifest));
  });

  test('a manifest of 10 MB is refused', async () => {
    const huge = Buffer.alloc(10_000_000, ' ');
    const digest = `sha256:${'0'.repeat(64)}`;
    at.server.manifests.set(digest, huge);
    await expect(resolve(`${at.server.host}/app@${digest}`)).rejects.toThrow(invalid('larger than'));
    at.server.intercept = (_, response) => {
      response.write(huge);
      response.end();
      return true;
    };
    await expect(resolve(`${at.server.host}/app@${digest}`)).rejects.toThrow(invalid('larger than'));
  });

  test('a config or layer with another digest is refused', async () => {
    const { config, layer } = at.server.putImage('1', await hello());
    const good = at.server.blobs.get(layer) ?? Buffer.alloc(0);
    const evil = Buffer.from(good);
    evil[600] = 0x58;
    at.server.blobs.set(layer, evil);
    await expect(load(app())).rejects.toThrow(invalid(layer));
    at.server.blobs.set(layer, good);
    at.server.blobs.set(config, Buffer.from('{}'));
    here.memo.forget();
    await expect(resolve(app())).rejects.toThrow(invalid(config));
  });

  test('a layer with another content digest is refused', async () => {
    const { layer } = at.server.putImage('1', await hello(), gzipSync(await tarWith([file('other')])));
    await expect(load(app())).rejects.toThrow(invalid(layer));
  });

  test('a layer of another length is refused', async () => {
    const { layer } = at.server.putImage('1', await hello());
    const good = at.server.blobs.get(layer) ?? Buffer.alloc(0);
    for (const content of [good.subarray(0, 700), Buffer.concat([good, good])]) {
      at.server.blobs.set(layer, content);
      await expect(load(app())).rejects.toThrow(invalid(layer));
    }
    // The same without an announced length.
    at.server.intercept = ({ path: where }, response) => {
      if (!where.endsWith(layer)) return false;
      response.write(at.server.blobs.get(layer));
      response.end();
      return true;
    };
    await expect(load(app())).rejects.toThrow(invalid('longer than'));
    at.server.blobs.set(layer, good.subarray(0, 1024));
    await expect(load(app())).rejects.toThrow(invalid('ends after 1024'));
  });

  test('truncated and fake gzip are refused', async () => {
    const tar = await hello();
    const packed = gzipSync(tar);
    const { layer } = at.server.putImage('1', tar, packed.subarray(0, packed.length - 12));
    await expect(load(app())).rejects.toThrow(invalid(layer));
    const broken = Buffer.from(packed);
    broken.fill(0xff, 20, 40);
    const { layer: other } = at.server.putImage('1', tar, broken);
    await expect(load(app())).rejects.toThrow(invalid(other));
  });

  test('a layer without a tar archive is refused', async () => {
    const { layer } = at.server.putImage('1', Buffer.alloc(2048, 'x'));
    await expect(load(app())).rejects.toThrow(invalid(layer));
  });

  test('a broken connection continues from the last byte', async () => {
    const tar = await tarWith([file('big', 'x'.repeat(300_000))]);
    const { layer } = at.server.putImage('1', tar);
    const ranges: (string | undefined)[] = [];
    at.server.intercept = ({ path: where, headers }, response) => {
      if (!where.endsWith(layer)) return false;
      ranges.push(headers.range);
      const start = Number(/\d+/.exec(headers.range ?? '0')?.[0]);
      response.writeHead(headers.range ? 206 : 200, { 'content-length': tar.length - start });
      if (ranges.length > 2) response.end(tar.subarray(start));
      else
        response.write(tar.subarray(start, start + 100_000), () => setTimeout(() => response.destroy(), 20));
      return true;
    };
    const rootfs = await load(app());
    expect(readFileSync(path.join(rootfs, 'big'), 'utf8')).toBe('x'.repeat(300_000));
    expect(ranges).toEqual([undefined, 'bytes=100000-', 'bytes=200000-']);
  });

  test('an always breaking connection is an error', async () => {
    const { layer } = at.server.putImage('1', await hello());
    at.server.intercept = ({ path: where }, response) => {
      if (!where.endsWith(layer)) return false;
      response.writeHead(200, { 'content-length': 2048 });
      response.write('x', () => response.destroy());
      return true;
    };
    await expect(load(app())).rejects.toMatchObject({ code: 'image-unavailable' });
  });
});
