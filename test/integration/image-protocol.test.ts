import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PullPolicy } from '../../src/image/contract.ts';
import { type ImageSettings, openImages } from '../../src/image/images.ts';
import { type ImageServer, startImageServer } from '../fixtures/image-server.ts';
import { memoryMemo } from '../fixtures/memory-memo.ts';
import { file, tarWith } from '../fixtures/tar-entries.ts';

let work: string;
let server: ImageServer;
let memo: ReturnType<typeof memoryMemo>;
let warnings: string[];

beforeEach(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'image-protocol-'));
  server = await startImageServer();
  memo = memoryMemo();
  warnings = [];
});
afterEach(async () => {
  await server.close();
  rmSync(work, { recursive: true, force: true });
});

const resolve = (
  image: string,
  more: Partial<ImageSettings> & { pull?: PullPolicy; signal?: AbortSignal } = {},
) => {
  const { pull = 'auto', signal, ...settings } = more;
  const images = openImages({ memo, retryMs: 1, ...settings });
  return images.resolve(image, { pull, directory: work, onWarning: (text) => warnings.push(text), signal });
};

let loads = 0;
async function load(image: string, more: Parameters<typeof resolve>[1] = {}): Promise<string> {
  const resolved = await resolve(image, more);
  loads += 1;
  const rootfs = path.join(work, `rootfs-${loads}`);
  const scratch = path.join(work, `scratch-${loads}`);
  mkdirSync(rootfs);
  mkdirSync(scratch);
  try {
    await resolved.load({ rootfs, scratch, signal: more.signal });
  } finally {
    expect(readdirSync(scratch)).toEqual([]);
  }
  return rootfs;
}

const app = () => `${server.host}/app:1`;
const hello = () => tarWith([file('hello', 'hello')]);
const seen = () =>
  server.requests.map(({ method, path: where }) => `${method} ${where.replace(/sha256:\w+/, '@')}`);
const invalid = (problem: string) =>
  expect.objectContaining({ code: 'image-invalid', message: expect.stringContaining(problem) as string });
const unavailable = (problem: string) =>
  expect.objectContaining({ code: 'image-unavailable', message: expect.stringContaining(problem) as string });

describe('what is asked of a registry', () => {
  test('a tag costs one HEAD once its digest is known, a digest nothing', async () => {
    const { manifest } = server.putImage('1', await hello());
    const first = await resolve(app());
    expect(first).toMatchObject({ digest: manifest, environment: [['A', '1']] });
    expect(seen()).toEqual(['HEAD /v2/app/manifests/1', 'GET /v2/app/manifests/@', 'GET /v2/app/blobs/@']);
    server.requests.length = 0;
    await resolve(app());
    expect(seen()).toEqual(['HEAD /v2/app/manifests/1']);
    server.requests.length = 0;
    expect(await resolve(`${server.host}/app@${manifest}`)).toMatchObject({ digest: manifest });
    expect(seen()).toEqual([]);
  });

  test('policies: missing asks once, never not at all, always does not fall back', async () => {
    server.putImage('1', await hello());
    await expect(resolve(app(), { pull: 'never' })).rejects.toThrow(unavailable('nothing may be pulled'));
    await resolve(app(), { pull: 'missing' });
    server.requests.length = 0;
    await resolve(app(), { pull: 'missing' });
    const never = await resolve(app(), { pull: 'never' });
    await expect(never.load({ rootfs: work, scratch: work })).rejects.toThrow(
      unavailable('nothing may be pulled'),
    );
    expect(seen()).toEqual([]);
    server.intercept = (_, response) => {
      response.writeHead(503).end();
      return true;
    };
    await expect(resolve(app(), { pull: 'always' })).rejects.toThrow(unavailable('503'));
  });

  test.each([503, 429])(
    'a registry that answers %i falls back to the last digest, with a warning',
    async (status) => {
      const { manifest } = server.putImage('1', await hello());
      await resolve(app());
      server.intercept = (_, response) => {
        response.writeHead(status).end();
        return true;
      };
      expect(await resolve(app())).toMatchObject({ digest: manifest });
      expect(warnings).toEqual([expect.stringContaining(manifest)]);
    },
  );

  test('a tag that is gone is an error, not a registry that is down', async () => {
    server.putImage('1', await hello());
    await resolve(app());
    server.manifests.clear();
    await expect(resolve(app())).rejects.toThrow(unavailable('is not in the registry'));
    expect(warnings).toEqual([]);
  });

  test('429 with Retry-After and 500 are tried again', async () => {
    server.putImage('1', await hello());
    const troubles = [429, 500, 502];
    server.intercept = (_, response) => {
      const status = troubles.shift();
      if (status !== undefined) response.writeHead(status, { 'retry-after': '0' }).end();
      return status !== undefined;
    };
    await resolve(app());
    expect(seen().slice(0, 4)).toEqual(Array(4).fill('HEAD /v2/app/manifests/1'));
  });

  test('a registry without HEAD and without the digest header', async () => {
    const { manifest } = server.putImage('1', await hello());
    server.intercept = ({ method, path: where }, response) => {
      if (method === 'HEAD') response.writeHead(405).end();
      else if (where.endsWith('/1')) response.end(server.manifests.get('1'));
      else return false;
      return true;
    };
    expect((await resolve(app())).digest).toBe(manifest);
  });

  test('a cancelled build stops asking', async () => {
    server.intercept = () => true;
    const cancel = new AbortController();
    const asked = resolve(app(), { signal: cancel.signal });
    setTimeout(() => cancel.abort(), 20);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('ways in', () => {
  const config = (json: unknown) => {
    const name = path.join(work, 'config.json');
    writeFileSync(name, JSON.stringify(json));
    return name;
  };
  const login = Buffer.from('me:se:cret').toString('base64');

  const guardWith = (challenge: string, accepted: string) => {
    server.intercept = ({ headers, path: where }, response) => {
      if (where.startsWith('/token') || headers.authorization === accepted) return false;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return true;
    };
  };
  const tokens = (
    answer: (request: { path: string; body: string; authorization: string | undefined }) => object,
  ) => {
    const guard = server.intercept;
    server.intercept = (request, response) => {
      if (!request.path.startsWith('/token')) return guard(request, response);
      const { path: where, body, headers } = request;
      response.end(JSON.stringify(answer({ path: where, body, authorization: headers.authorization })));
      return true;
    };
  };

  test('basic, with the user of the config file', async () => {
    server.putImage('1', await hello());
    guardWith('Basic realm="x"', `Basic ${login}`);
    const dockerConfig = config({ auths: { [`https://${server.host}/v1/`]: { auth: login } } });
    expect(readFileSync(path.join(await load(app(), { dockerConfig }), 'hello'), 'utf8')).toBe('hello');
    memo.forget();
    await expect(resolve(app())).rejects.toThrow(unavailable('a user and a password'));
  });

  test('an anonymous token, with the scope that the challenge names', async () => {
    server.putImage('1', await hello());
    guardWith(
      `Bearer realm="http://${server.host}/token",service="reg",scope="repository:app:pull"`,
      'Bearer t1',
    );
    const asked: string[] = [];
    tokens(({ path: where, authorization }) => {
      asked.push(`${where} ${authorization}`);
      return { token: 't1' };
    });
    await load(app());
    expect(asked).toEqual(['/token?service=reg&scope=repository%3Aapp%3Apull undefined']);
  });

  test('a token for a user, and an identity token', async () => {
    server.putImage('1', await hello());
    guardWith(`Bearer realm="http://${server.host}/token"`, 'Bearer t2');
    const asked: string[] = [];
    tokens(({ path: where, authorization, body }) => {
      asked.push(`${where} ${authorization} ${body}`);
      return { access_token: 't2' };
    });
    await resolve(app(), { dockerConfig: config({ auths: { [server.host]: { auth: login } } }) });
    await resolve(app(), { dockerConfig: config({ auths: { [server.host]: { identitytoken: 'id' } } }) });
    expect(asked).toEqual([
      `/token?scope=repository%3Aapp%3Apull&account=me Basic ${login} `,
      '/token undefined scope=repository%3Aapp%3Apull&grant_type=refresh_token&client_id=obuilder-action&refresh_token=id',
    ]);
  });

  test('refused credentials are an error, also where a digest was seen before', async () => {
    server.putImage('1', await hello());
    await resolve(app());
    guardWith('Basic realm="x"', 'Basic other');
    const dockerConfig = config({ auths: { [server.host]: { username: 'a', password: 'b' } } });
    await expect(resolve(app(), { dockerConfig })).rejects.toThrow(unavailable('401'));
  });

  test('a credential helper', async () => {
    server.putImage('1', await hello());
    guardWith('Basic realm="x"', `Basic ${login}`);
    const bin = path.join(work, 'bin');
    mkdirSync(bin);
    const helper = path.join(bin, 'docker-credential-play');
    const known = `{"ServerURL":"x","Username":"me","Secret":"se:cret"}`;
    writeFileSync(
      helper,
      `#!/bin/sh\nread -r host\nif [ "$host" = "${server.host}" ]; then echo '${known}'; else echo 'credentials not found in native keychain'; exit 1; fi\n`,
    );
    chmodSync(helper, 0o755);
    const before = process.env['PATH'];
    process.env['PATH'] = `${bin}:${before}`;
    try {
      await resolve(app(), { dockerConfig: config({ credHelpers: { [server.host]: 'play' } }) });
      const { findCredentials } = await import('../../src/image/credentials.ts');
      expect(await findCredentials(config({ credsStore: 'play' }), 'ghcr.io')).toBeUndefined();
    } finally {
      process.env['PATH'] = before;
    }
    await expect(resolve(app(), { dockerConfig: config({ credsStore: 'play' }) })).rejects.toMatchObject({
      code: 'tool-missing',
    });
    await expect(resolve(app(), { dockerConfig: config({ credsStore: '../x' }) })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  test('what lets us in stays with the registry when a blob is elsewhere', async () => {
    const other = await startImageServer();
    try {
      const { layer } = server.putImage('1', await hello());
      other.blobs.set(layer, server.blobs.get(layer) ?? Buffer.alloc(0));
      guardWith('Basic realm="x"', `Basic ${login}`);
      const guard = server.intercept;
      server.intercept = (request, response) => {
        if (guard(request, response)) return true;
        if (!request.path.endsWith(layer)) return false;
        response.writeHead(307, { location: `http://${other.host}/v2/app/blobs/${layer}` }).end();
        return true;
      };
      await load(app(), { dockerConfig: config({ auths: { [server.host]: { auth: login } } }) });
      expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.close();
    }
  });

  test('a circle of redirects, and one to a file', async () => {
    server.intercept = ({ path: where }, response) => {
      response.writeHead(302, { location: where.includes('app') ? where : 'file:///etc/passwd' }).end();
      return true;
    };
    await expect(resolve(app())).rejects.toThrow(unavailable('redirects too often'));
    await expect(resolve(`${server.host}/other`)).rejects.toThrow(unavailable('no safe address'));
  });

  test('TLS: a certificate that is trusted, and one that is not', async () => {
    const [key, cert] = [path.join(work, 'key.pem'), path.join(work, 'cert.pem')];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        ...subject,
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    const certificates = readFileSync(cert, 'utf8');
    const tls = await startImageServer({ key: readFileSync(key, 'utf8'), cert: certificates });
    try {
      tls.putImage('1', await hello());
      expect(readdirSync(await load(`${tls.host}/app:1`, { certificates }))).toEqual(['hello']);
      const { send } = await import('../../src/image/http.ts');
      const url = new URL(`https://${tls.host}/v2/`);
      await expect(send({ method: 'GET', url, headers: {} })).rejects.toThrow(unavailable('self-signed'));
    } finally {
      await tls.close();
    }
  });
});

describe('what a registry may send', () => {
  test('a manifest that is not the one that was asked for', async () => {
    const { manifest } = server.putImage('1', await hello());
    server.manifests.set(manifest, Buffer.from('{"schemaVersion":2}'));
    await expect(resolve(app())).rejects.toThrow(invalid(manifest));
  });

  test('a manifest of 10 MB, with its length and without', async () => {
    const huge = Buffer.alloc(10_000_000, ' ');
    const digest = `sha256:${'0'.repeat(64)}`;
    server.manifests.set(digest, huge);
    await expect(resolve(`${server.host}/app@${digest}`)).rejects.toThrow(invalid('larger than'));
    server.intercept = (_, response) => {
      response.write(huge);
      response.end();
      return true;
    };
    await expect(resolve(`${server.host}/app@${digest}`)).rejects.toThrow(invalid('larger than'));
  });

  test('a config and a layer with another digest', async () => {
    const { config, layer } = server.putImage('1', await hello());
    const good = server.blobs.get(layer) ?? Buffer.alloc(0);
    const evil = Buffer.from(good);
    evil[600] = 0x58;
    server.blobs.set(layer, evil);
    await expect(load(app())).rejects.toThrow(invalid(layer));
    server.blobs.set(layer, good);
    server.blobs.set(config, Buffer.from('{}'));
    memo.forget();
    await expect(resolve(app())).rejects.toThrow(invalid(config));
  });

  test('a layer whose content is not what the config says', async () => {
    const { layer } = server.putImage('1', await hello(), gzipSync(await tarWith([file('other')])));
    await expect(load(app())).rejects.toThrow(invalid(layer));
  });

  test('a layer that is shorter or longer than the manifest says', async () => {
    const { layer } = server.putImage('1', await hello());
    const good = server.blobs.get(layer) ?? Buffer.alloc(0);
    for (const content of [good.subarray(0, 700), Buffer.concat([good, good])]) {
      server.blobs.set(layer, content);
      await expect(load(app())).rejects.toThrow(invalid(layer));
    }
    // The same without an announced length.
    server.intercept = ({ path: where }, response) => {
      if (!where.endsWith(layer)) return false;
      response.write(server.blobs.get(layer));
      response.end();
      return true;
    };
    await expect(load(app())).rejects.toThrow(invalid('longer than'));
    server.blobs.set(layer, good.subarray(0, 1024));
    await expect(load(app())).rejects.toThrow(invalid('ends after 1024'));
  });

  test('truncated gzip and gzip that is none', async () => {
    const tar = await hello();
    const packed = gzipSync(tar);
    const { layer } = server.putImage('1', tar, packed.subarray(0, packed.length - 12));
    await expect(load(app())).rejects.toThrow(invalid(layer));
    const broken = Buffer.from(packed);
    broken.fill(0xff, 20, 40);
    const { layer: other } = server.putImage('1', tar, broken);
    await expect(load(app())).rejects.toThrow(invalid(other));
  });

  test('a layer that is no tar archive', async () => {
    const { layer } = server.putImage('1', Buffer.alloc(2048, 'x'));
    await expect(load(app())).rejects.toThrow(invalid(layer));
  });

  test('a connection that breaks is taken up where it broke', async () => {
    const tar = await tarWith([file('big', 'x'.repeat(300_000))]);
    const { layer } = server.putImage('1', tar);
    const ranges: (string | undefined)[] = [];
    server.intercept = ({ path: where, headers }, response) => {
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

  test('a connection that always breaks ends in an error', async () => {
    const { layer } = server.putImage('1', await hello());
    server.intercept = ({ path: where }, response) => {
      if (!where.endsWith(layer)) return false;
      response.writeHead(200, { 'content-length': 2048 });
      response.write('x', () => response.destroy());
      return true;
    };
    await expect(load(app())).rejects.toMatchObject({ code: 'image-unavailable' });
  });
});
