import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownFiles } from '../../src/reader/own-files.ts';
import { startImageServer } from '../fakes/image-server.ts';
import { hello, unavailable, useRegistryPlace } from '../places/image-registry-place.ts';

const at = useRegistryPlace();
const { here, load, app } = at;
const { resolve } = here;

describe('logging in', () => {
  const config = (json: unknown) => {
    const name = path.join(here.work, 'config.json');
    writeFileSync(name, JSON.stringify(json));
    return name;
  };
  const login = Buffer.from('me:se:cret').toString('base64');

  const guardWith = (challenge: string, accepted: string) => {
    at.server.intercept = ({ headers, path: where }, response) => {
      if (where.startsWith('/token') || headers.authorization === accepted) return false;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return true;
    };
  };
  const tokens = (
    answer: (request: { path: string; body: string; authorization: string | undefined }) => object,
  ) => {
    const guard = at.server.intercept;
    at.server.intercept = (request, response) => {
      if (!request.path.startsWith('/token')) return guard(request, response);
      const { path: where, body, headers } = request;
      response.end(JSON.stringify(answer({ path: where, body, authorization: headers.authorization })));
      return true;
    };
  };

  test('basic: the config file gives user and password', async () => {
    at.server.putImage('1', await hello());
    guardWith('Basic realm="x"', `Basic ${login}`);
    const dockerConfig = config({ auths: { [`https://${at.server.host}/v1/`]: { auth: login } } });
    expect(readFileSync(path.join(await load(app(), { dockerConfig }), 'hello'), 'utf8')).toBe('hello');
    here.memo.forget();
    await expect(resolve(app())).rejects.toThrow(unavailable('a user and a password'));
  });

  test('an anonymous token has the scope of the challenge', async () => {
    at.server.putImage('1', await hello());
    guardWith(
      `Bearer realm="http://${at.server.host}/token",service="reg",scope="repository:app:pull"`,
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

  test('users get tokens, also for an identity token', async () => {
    at.server.putImage('1', await hello());
    guardWith(`Bearer realm="http://${at.server.host}/token"`, 'Bearer t2');
    const asked: string[] = [];
    tokens(({ path: where, authorization, body }) => {
      asked.push(`${where} ${authorization} ${body}`);
      return { access_token: 't2' };
    });
    await resolve(app(), { dockerConfig: config({ auths: { [at.server.host]: { auth: login } } }) });
    await resolve(app(), { dockerConfig: config({ auths: { [at.server.host]: { identitytoken: 'id' } } }) });
    expect(asked).toEqual([
      `/token?scope=repository%3Aapp%3Apull&account=me Basic ${login} `,
      '/token undefined scope=repository%3Aapp%3Apull&grant_type=refresh_token&client_id=obuilder-action&refresh_token=id',
    ]);
  });

  test('refused credentials are an error despite a known digest', async () => {
    at.server.putImage('1', await hello());
    await resolve(app());
    guardWith('Basic realm="x"', 'Basic other');
    const dockerConfig = config({ auths: { [at.server.host]: { username: 'a', password: 'b' } } });
    await expect(resolve(app(), { dockerConfig })).rejects.toThrow(unavailable('401'));
  });

  test('a credential helper gives the credentials', async () => {
    at.server.putImage('1', await hello());
    guardWith('Basic realm="x"', `Basic ${login}`);
    const bin = path.join(here.work, 'bin');
    mkdirSync(bin);
    const helper = path.join(bin, 'docker-credential-play');
    const known = `{"ServerURL":"x","Username":"me","Secret":"se:cret"}`;
    writeFileSync(
      helper,
      `#!/bin/sh\nread -r host\nif [ "$host" = "${at.server.host}" ]; then echo '${known}'; else echo 'credentials not found in native keychain'; exit 1; fi\n`,
    );
    chmodSync(helper, 0o755);
    const before = process.env['PATH'];
    process.env['PATH'] = `${bin}:${before}`;
    try {
      await resolve(app(), { dockerConfig: config({ credHelpers: { [at.server.host]: 'play' } }) });
      const { findCredentials } = await import('../../src/registry/credentials.ts');
      const stored = { file: config({ credsStore: 'play' }), files: ownFiles(process.env) };
      expect(await findCredentials(stored, 'ghcr.io')).toBeUndefined();
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

  test('credentials never follow a redirect to another host', async () => {
    const other = await startImageServer();
    try {
      const { layer } = at.server.putImage('1', await hello());
      other.blobs.set(layer, at.server.blobs.get(layer) ?? Buffer.alloc(0));
      guardWith('Basic realm="x"', `Basic ${login}`);
      const guard = at.server.intercept;
      at.server.intercept = (request, response) => {
        if (guard(request, response)) return true;
        if (!request.path.endsWith(layer)) return false;
        response.writeHead(307, { location: `http://${other.host}/v2/app/blobs/${layer}` }).end();
        return true;
      };
      await load(app(), { dockerConfig: config({ auths: { [at.server.host]: { auth: login } } }) });
      expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.close();
    }
  });

  test('circular redirects and redirects to files are errors', async () => {
    at.server.intercept = ({ path: where }, response) => {
      response.writeHead(302, { location: where.includes('app') ? where : 'file:///etc/passwd' }).end();
      return true;
    };
    await expect(resolve(app())).rejects.toThrow(unavailable('redirects too often'));
    await expect(resolve(`${at.server.host}/other`)).rejects.toThrow(unavailable('unsafe address'));
  });

  test('TLS accepts only trusted certificates', async () => {
    const [key, cert] = [path.join(here.work, 'key.pem'), path.join(here.work, 'cert.pem')];
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
      await expect(resolve(`${tls.host}/other:1`)).rejects.toMatchObject({
        hint: expect.stringContaining('asked by plain HTTP') as string,
      });
      const { send } = await import('../../src/registry/http.ts');
      const url = new URL(`https://${tls.host}/v2/`);
      await expect(send({ method: 'GET', url, headers: {} })).rejects.toThrow(
        unavailable('its certificate is from an unknown authority'),
      );
    } finally {
      await tls.close();
    }
  });
});
