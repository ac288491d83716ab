import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Authority, makeAuthority } from '../places/authority.ts';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { cliPath, runCli } from '../programs/cli.ts';

const HOST = 'registry.company.example';

let directory = '';
let workshop: Workshop;
let user: TestUser;
let authority: Authority;
let registry: TestRegistry;
const servers: Server[] = [];

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'sudo-settings-'));
  chmodSync(directory, 0o755);
  authority = makeAuthority(directory, HOST);
  registry = await startRegistry(authority.server);
  workshop = new Workshop();
  await registry.pushRoot(workshop.base, 'base:1');
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  expect(runCli(['init', `btrfs:${workshop.pool.path}`]).status).toBe(0);
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

afterAll(async () => {
  user?.remove();
  workshop?.remove();
  await registry?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A file that the user alone may read. */
function usersFile(name: string, text: string): string {
  const file = path.join(user.home, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
  for (const one of [path.dirname(file), file]) chownSync(one, user.uid, user.gid);
  return file;
}

/** What the user's shell prints for `obuilder-action build -f - …`. */
async function build(spec: string, env: Readonly<Record<string, string>>, ...more: readonly string[]) {
  return await run(['build', '-f', '-', user.home, '--json', ...more], env, spec);
}

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
  const args = [cliPath, ...words];
  const { uid, gid, home: HOME } = user;
  const variables = {
    PATH: process.env['PATH'],
    HOME,
    OBUILDER_STORE: `btrfs:${workshop.pool.path}`,
    ...env,
  };
  const child = spawn(process.execPath, args, { uid, gid, env: variables, cwd: user.home });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  child.stdin.end(input);
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, log };
}

test('a shell behind sudo logs in with DOCKER_CONFIG', async () => {
  const seen: string[] = [];
  const host = await listen(
    createServer(({ headers }, response) => {
      seen.push(headers.authorization ?? 'none');
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    }),
  );
  const auth = Buffer.from('me:secret').toString('base64');
  const config = usersFile('login/config.json', JSON.stringify({ auths: { [host]: { auth } } }));
  const { log } = await build(`((from ${host}/app:1))`, { DOCKER_CONFIG: path.dirname(config) });
  expect(log).toContain('the credentials do not allow reading');
  expect(seen).toContain(`Basic ${auth}`);
});

/** A proxy to the registry under its name. */
function proxy(asked: string[]): Server {
  return createServer().on('connect', ({ url }, socket) => {
    asked.push(String(url));
    const [, port] = registry.host.split(':');
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const one of [socket, onward]) one.on('error', () => undefined);
  });
}

test.each([
  ['HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS'],
  ['https_proxy', 'SSL_CERT_FILE'],
])('a shell behind sudo keeps %s and %s', async (proxyName, name) => {
  const asked: string[] = [];
  const through = `http://${await listen(proxy(asked))}`;
  const bundle = usersFile('company.pem', readFileSync(authority.certificate, 'utf8'));
  const spec = `((from ${HOST}/base:1) (shell /bin/sh -c) (run (shell "echo ${name} was read")))`;
  const { status, log } = await build(spec, { [proxyName]: through, [name]: bundle }, '--pull=always');
  expect(log).toContain(`${name} was read`);
  expect(status).toBe(0);
  expect(asked).toContain(`${HOST}:443`);
});

test('a shell behind sudo makes root read no file of a variable', async () => {
  const secret = path.join(directory, 'root.pem');
  writeFileSync(secret, readFileSync(authority.certificate), { mode: 0o600 });
  const env = { HTTPS_PROXY: `http://${await listen(proxy([]))}`, NODE_EXTRA_CA_CERTS: secret };
  const { status, log } = await build(`((from ${HOST}/base:1))`, env, '--pull=always');
  expect(log).toMatch(/could not read the certificates of NODE_EXTRA_CA_CERTS: .*EACCES/);
  expect(status).toBe(2);
});

test.each([
  ['SOURCE_DATE_EPOCH', 'soon', ['--output=type=oci,dest=image.tar'], /SOURCE_DATE_EPOCH is "soon"/],
  ['HTTPS_PROXY', 'proxy:3128', [], /the variable HTTPS_PROXY is not the URL of a proxy/],
])('a shell behind sudo refuses a malformed %s', async (name, value, flags, message) => {
  const { status, log } = await build(`((from "rootfs:${workshop.base}"))`, { [name]: value }, ...flags);
  expect(log).toMatch(message);
  expect(status).toBe(2);
});

test('a shell in a failed step trusts the authorities of its build', async () => {
  const bundle = usersFile('company.pem', readFileSync(authority.certificate, 'utf8'));
  execFileSync('cp', ['-a', workshop.base, path.join(user.home, 'base')]);
  execFileSync('chown', ['-Rh', `${user.uid}:${user.gid}`, path.join(user.home, 'base')]);
  const spec = `((from rootfs:base) (shell /bin/sh -c) (run (network host) (shell "exit 3")))`;
  const { log } = await build(spec, {}, `--ca=${bundle}`);
  const [, id = ''] = / shell (\w+) .*--ca=\S*company\.pem/.exec(log) ?? [];
  expect(id, log).not.toBe('');
  const enter = (ca: string) =>
    run(['shell', id, '--network=host', `--ca=${ca}`, '--', 'cat "$SSL_CERT_FILE"']);
  const entered = await enter('company.pem');
  expect(entered.log).toContain(readFileSync(authority.certificate, 'utf8').trim().split('\n')[1]);
  const roots = path.join(directory, 'roots.pem');
  writeFileSync(roots, readFileSync(authority.certificate), { mode: 0o600 });
  const refused = await enter(roots);
  expect(refused.log).toMatch(/could not read the certificates of ca: .*EACCES/);
  expect(refused.status).toBe(2);
});
