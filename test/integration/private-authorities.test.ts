import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxRequest } from '../../src/contract/sandbox.ts';
import { openSandbox } from '../../src/sandbox/open.ts';
import { type Authority, makeAuthority } from '../places/authority.ts';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';

// The programs are those of this machine: a step's root is a copy-on-write view of the machine's own.
const machine = useSandboxMachine();
let memory: string;
let rootfs: string;
let authority: Authority;
let server: Server;
let url: string;
const sandboxes: Record<'trusting' | 'plain', Sandbox> = {} as never;

beforeAll(async () => {
  // Not below the root itself, because the layers of an overlay must not overlap.
  memory = mkdtempSync('/dev/shm/private-authorities-');
  const [upper, work] = ['upper', 'work'].map((name) => path.join(memory, name)) as [string, string];
  rootfs = path.join(memory, 'rootfs');
  for (const directory of [upper, work, rootfs]) mkdirSync(directory);
  chmodSync(upper, 0o755);
  const options = `lowerdir=/,upperdir=${upper},workdir=${work}`;
  execFileSync('mount', ['-t', 'overlay', 'overlay', '-o', options, rootfs]);
  authority = makeAuthority(memory, 'localhost');
  const [cert, key] = [authority.server.certificate, authority.server.key].map((file) => readFileSync(file));
  server = createServer({ cert, key }, (_request, response) => response.end('private\n')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const settings = { runtime: process.env['SANDBOX_RUNTIME'], stateDir: machine.stateDir } as const;
  const open = (authorities?: readonly string[]) =>
    openSandbox({ ...settings, userNamespace: 'never', authorities });
  sandboxes.trusting = await open([readFileSync(authority.certificate, 'utf8')]);
  sandboxes.plain = await open();
});
afterAll(() => {
  server?.close();
  spawnSync('umount', [rootfs]);
  rmSync(memory, { recursive: true, force: true });
});

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const run = (command: string, sandbox: Sandbox, request: Partial<SandboxRequest> = {}) =>
  machine.sh(
    command,
    {
      rootfs,
      network: 'host',
      env: [
        ['PATH', PATH],
        ['HOME', '/root'],
      ],
      ...request,
    },
    sandbox,
  );

const JAVA = `
import java.net.*;
public class Fetch {
  public static void main(String[] args) throws Exception {
    System.out.println(new String(new URL(args[0]).openStream().readAllBytes()));
  }
}`;
const node = (code: string) => `${process.execPath} -e "${code}"`;
const PYTHON = `/usr/bin/python3 -c "import urllib.request as r; print(r.urlopen('URL').read().decode())"`;
const APT = `mkdir -p /a/lists/partial && echo 'deb [trusted=yes] URL ./' > /a/list && apt-get -o Dir::Etc::sourcelist=/a/list -o Dir::Etc::sourceparts=/none -o Dir::State::lists=/a/lists -o Acquire::Retries=0 -o APT::Sandbox::User=root update > /a/out 2>&1; if grep -qi 'certificate verif' /a/out; then echo untrusted; else echo private; cat /a/out > /a/log; fi`;

describe('a private authority is trusted by', () => {
  test.each([
    ['curl', 'curl -sS URL 2>&1'],
    [
      'openssl',
      'echo | openssl s_client -verify_return_error -connect localhost:PORT 2>&1 | sed -n "s/.*Verification: OK.*/private/p; s/.*error.*/failed/p"',
    ],
    ['git', 'git ls-remote URL 2>&1 | sed "s/.*not valid.*/private/; s/.*not found.*/private/"'],
    ['node', node("fetch('URL').then((r) => r.text()).then(console.log, (e) => console.log(e.cause.code))")],
    ['python3', `${PYTHON} 2>&1`],
    ['java', 'printf %s "$FETCH" > /Fetch.java && java /Fetch.java URL 2>&1'],
    ['apt-get', APT],
  ])(
    '%s',
    async (_name, template) => {
      const command = template.replaceAll('URL', url).replaceAll('PORT', new URL(url).port);
      const env = [
        ['PATH', PATH],
        ['HOME', '/root'],
        ['FETCH', JAVA],
      ] as const;
      const trusting = await run(command, sandboxes.trusting, { env });
      expect(trusting.output).toMatch(/^(?:Picked up .*\n)?private\s*$/);
      const plain = await run(command, sandboxes.plain, { env });
      expect(plain.output).not.toContain('private\n');
    },
    300_000,
  );
});

test('the files are read-only, and public authorities stay trusted', async () => {
  const { output } = await run(
    `( echo x >> /dev/obuilder-ca.crt ) 2>/dev/null || echo kept
     stat -c '%u %a' /dev/obuilder-ca.crt /dev/obuilder-ca.jks
     grep -c BEGIN /dev/obuilder-ca.crt`,
    sandboxes.trusting,
  );
  const [kept, pem, jks, count] = output.split('\n');
  expect([kept, pem, jks]).toEqual(['kept', '0 644', '0 644']);
  expect(Number(count)).toBeGreaterThan(100);
});

test('variables of the spec and the options of Java stay', async () => {
  const env = [
    ['PATH', PATH],
    ['SSL_CERT_FILE', '/mine'],
    ['JAVA_TOOL_OPTIONS', '-Xmx99m'],
  ] as const;
  const { output } = await run(
    'echo "$SSL_CERT_FILE $CURL_CA_BUNDLE $JAVA_TOOL_OPTIONS"',
    sandboxes.trusting,
    {
      env,
    },
  );
  expect(output).toMatch(/^\/mine \/dev\/obuilder-ca.crt -Xmx99m -Djavax\.net\.ssl\.trustStore=\/dev\//);
});

test('a step without a network has neither files nor variables', async () => {
  const { output } = await run('ls /dev; env', sandboxes.trusting, { network: 'none' });
  expect(output).not.toMatch(/obuilder-ca|CERT|JAVA/);
});

test('a hostile bundle of the image leads nowhere and breaks nothing', async () => {
  const root = path.join(memory, 'hostile');
  mkdirSync(path.join(root, 'etc/ssl/certs'), { recursive: true });
  const { bundleFor } = await import('../../src/sandbox/authorities/bundle.ts');
  const own = [readFileSync(authority.certificate, 'utf8').trim()];
  const at = path.join(root, 'etc/ssl/certs/ca-certificates.crt');
  execFileSync('ln', ['-s', '/etc/passwd', at]);
  const publics = bundleFor(root, own).pem.match(/BEGIN/g)?.length ?? 0;
  expect(publics).toBeGreaterThan(100);
  rmSync(at);
  execFileSync('mkfifo', [at]);
  expect(bundleFor(root, own).pem.match(/BEGIN/g)).toHaveLength(publics);
  rmSync(at);
  writeFileSync(at, `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${'x'.repeat(100)}`);
  const { pem, java } = bundleFor(root, own);
  expect(pem).toBe(`${own[0]}\n`);
  expect(java.readUInt32BE(8)).toBe(1);
});
