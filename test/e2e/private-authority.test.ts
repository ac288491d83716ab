import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, makeAuthority } from '../places/authority.ts';
import { OwnMachine } from '../places/own-machine.ts';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { Runner } from '../places/runner.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { runCli } from '../programs/cli.ts';

const HOST = 'registry.company.example';
const SYSTEM = '/etc/ssl/certs/ca-certificates.crt';

let directory = '';
let authority: Authority;
let registry: TestRegistry;
let workshop: Workshop;
let user: TestUser;
let machine: OwnMachine;
let runner: Runner;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'authority-'));
  authority = makeAuthority(directory, HOST);
  registry = await startRegistry(authority.server);
  workshop = new Workshop();
  await registry.pushRoot(workshop.base, 'base:1');
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  expect(runCli(['init', `btrfs:${workshop.pool.path}`]).status).toBe(0);
  machine = await OwnMachine.make(['/etc']);
  machine.must('sh', '-c', `echo "127.0.0.1 ${HOST}" >> /etc/hosts; [ -e ${SYSTEM} ] || : > ${SYSTEM}`);
  runner = new Runner(user, machine.enter(user));
});

afterAll(async () => {
  runner?.remove();
  machine?.remove();
  user?.remove();
  workshop?.remove();
  await registry?.close();
  rmSync(directory, { recursive: true, force: true });
});

let builds = 0;

/** The action of a user behind sudo, with a base image that nothing in the store has. */
async function build(
  env: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
) {
  builds += 1;
  const image = `${HOST}:${registry.host.split(':')[1]}/base:1`;
  const spec = `((from ${image}) (shell /bin/sh -c) (run (network host) (shell "echo build ${builds} runs; cat $SSL_CERT_FILE /dev/null | grep -c BEGIN || true")))`;
  const inputs = { spec, store: `btrfs:${workshop.pool.path}`, pull: 'always', ...more };
  return { ...(await runner.run('main', { inputs, env })), said: `build ${builds} runs` };
}

/** A file of the user, whom nobody else may read. */
const usersBundle = () => runner.write('company.pem', readFileSync(authority.certificate, 'utf8'), 0o600);

test('an unknown authority is an error that names the two remedies', async () => {
  const { status, log } = await build();
  expect(status).toBe(1);
  expect(log).toMatch(new RegExp(`::error.*could not reach ${HOST}:\\d+: .*certificate`));
  expect(log).toMatch(/input ca .* NODE_EXTRA_CA_CERTS, .* trust store of the system/);
});

test.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])(
  'an authority in %s is known to the worker',
  async (name) => {
    const { status, log, said } = await build({ [name]: usersBundle() });
    expect(status, log).toBe(0);
    expect(log).toContain(said);
  },
);

test('the worker knows authorities of the system', async () => {
  machine.must('cp', SYSTEM, '/etc/before.crt');
  machine.write(SYSTEM, machine.must('cat', SYSTEM) + readFileSync(authority.certificate, 'utf8'));
  try {
    const { status, log, said } = await build();
    expect(status, log).toBe(0);
    expect(log).toContain(said);
  } finally {
    machine.must('mv', '/etc/before.crt', SYSTEM);
  }
});

test("a bundle of root's is no authority for a user", async () => {
  machine.write('/etc/roots.pem', readFileSync(authority.certificate, 'utf8'), '0600');
  const { status, log } = await build({ NODE_EXTRA_CA_CERTS: '/etc/roots.pem' });
  expect(status).toBe(1);
  expect(log).toMatch(/could not read the certificates of NODE_EXTRA_CA_CERTS: \/etc\/roots\.pem/);
});

test('the worker and steps know authorities of the input ca', async () => {
  const { status, log, said } = await build({}, { ca: usersBundle() });
  expect(status, log).toBe(0);
  expect(log).toMatch(new RegExp(`${said}\\s+\\d{2,}`));
});

test('a file of ca is read with the rights of the user', async () => {
  machine.write('/etc/roots.pem', readFileSync(authority.certificate, 'utf8'), '0600');
  for (const [ca, reason] of [
    ['/etc/roots.pem', /could not read the certificates of ca: \/etc\/roots\.pem/],
    ['/etc/passwd', /could not use the file \/etc\/passwd of ca: it has no certificate/],
    [
      runner.write('server.pem', readFileSync(authority.server.certificate, 'utf8')),
      /of ca: it has the certificate of a server, which vouches for nobody/,
    ],
    ['no-such-file', /could not read the certificates of ca: .*no-such-file/],
  ] as const) {
    const { status, log } = await build({}, { ca });
    expect(status).toBe(1);
    expect(log).toMatch(reason);
  }
});

test("the owner's authorities count for every build, if only root controls the file", async () => {
  machine.write('/etc/company.pem', readFileSync(authority.certificate, 'utf8'), '0644');
  machine.write('/etc/obuilder-action.json', JSON.stringify({ ca: ['/etc/company.pem'] }), '0644');
  try {
    const { status, log, said } = await build();
    expect(status, log).toBe(0);
    expect(log).toContain(said);
    machine.must('chmod', '0666', '/etc/company.pem');
    const refused = await build();
    expect(refused.status).toBe(1);
    expect(refused.log).toMatch(
      /\/etc\/obuilder-action\.json has a fault: in ca, \/etc\/company\.pem is not trusted/,
    );
  } finally {
    machine.must('rm', '/etc/obuilder-action.json', '/etc/company.pem');
  }
});

test('an empty variable is no bundle', async () => {
  const { status, log } = await build({ NODE_EXTRA_CA_CERTS: '', SSL_CERT_FILE: '' });
  expect(status).toBe(1);
  expect(log).toMatch(new RegExp(`could not reach ${HOST}`));
});
