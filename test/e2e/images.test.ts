import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Docker, startDocker } from '../places/dockerd.ts';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { type ActionExit, Runner } from '../places/runner.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { runCli } from '../programs/cli.ts';
import { makeLayout } from '../samples/oci-layout.ts';

// A runner's user who is not root builds, pushes with the logins of this user, and others pull.
const PASSWORD = 'p4ss-of-the-user';
const USERS = 'pusher:$2y$05$abcdefghijklmnopqrstuuRE5l.NCHFrkwbhPEsuq52ii7ADZEnhq\n';
let workshop: Workshop;
let user: TestUser;
let runner: Runner;
let registry: RegistryServer;
let docker: Docker;
let helpers: string;

const creds = `pusher:${PASSWORD}`;
const store = (name: string) => `btrfs:${workshop.pool.path}/${name}`;
const pull = (name: string) =>
  docker.run('--config', path.join(registry.directory, 'login'), 'pull', '-q', name);
const runImage = (...args: readonly string[]) => docker.run('run', '--rm', '--network', 'none', ...args);

beforeAll(async () => {
  workshop = new Workshop();
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  runner = new Runner(user);
  registry = await startRegistryServer('docker-registry 2.8', undefined, { users: USERS });
  docker = await startDocker();
  for (const name of ['one', 'two']) expect(runCli(['init', store(name)]).status).toBe(0);
  const layout = path.join(registry.directory, 'layout');
  mkdirSync(layout);
  await makeLayout(layout, workshop.base, {
    config: { Labels: { maker: 'base' }, Cmd: ['/bin/cat', '/out/f'], StopSignal: 'SIGINT' },
  });
  const copy = ['copy', '--quiet', '--dest-tls-verify=false', '--dest-creds', creds];
  execFileSync('skopeo', [...copy, `oci:${layout}`, `docker://${registry.host}/team/base:1`]);
  login();
});
afterAll(async () => {
  await docker?.close();
  await registry?.close();
  runner?.remove();
  workshop?.remove();
  user?.remove();
});

/** The user logs in by a credential helper, and docker by a file of root. */
function login(): void {
  const auth = Buffer.from(creds).toString('base64');
  const place = path.join(registry.directory, 'login');
  mkdirSync(place);
  writeFileSync(path.join(place, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  const said = `{"Username":"pusher","Secret":"${PASSWORD}"}`;
  const helper = `#!/bin/sh\nid -un >> ${runner.workspace}/asked\necho '${said}'\n`;
  const file = runner.write('bin/docker-credential-images', helper, 0o755);
  helpers = path.dirname(file);
  runner.write('docker/config.json', JSON.stringify({ credHelpers: { [registry.host]: 'images' } }));
}

const spec =
  () => `((arg BASE "${registry.host}/team/base:1") (build part ((from "${registry.host}/team/base:1") (shell /bin/sh -c) (run (shell "echo part > /part"))))
  (from \${BASE}) (shell /bin/sh -c) (env COLOUR "deep blue")
  (run (shell "mkdir /out; echo data > /out/f"))
  (run (shell "echo more > /out/g; rm /bin/vi")))`;

async function run(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<ActionExit> {
  return await runner.run('main', {
    inputs: { spec: spec(), store: store('one'), ...inputs },
    env: {
      PATH: `${helpers}:${process.env['PATH']}`,
      DOCKER_CONFIG: path.join(runner.workspace, 'docker'),
      ...env,
    },
  });
}

test("a user's push runs in docker and shows no password", async () => {
  const name = `${registry.host}/team/app`;
  const artifacts = runner.write('artifacts', '');
  const inputs = {
    tags: `${name}:1\n${name}:latest`,
    push: 'true',
    labels: 'org.opencontainers.image.title=app',
    'exposed-ports': '80',
    outputs: 'type=oci,dest=made/part.tar,build=part,name=part:1',
  };
  const done = await run(inputs, { GITHUB_ARTIFACTS: artifacts });
  expect(done.status, done.log).toBe(0);
  const { digest = '', imageid, metadata = '' } = done.outputs;
  const said = JSON.parse(metadata) as Record<string, unknown>;
  expect(said).toMatchObject({
    'containerimage.digest': digest,
    'containerimage.config.digest': imageid,
    'image.name': `${name}:1,${name}:latest`,
  });
  expect(done.log).toContain(`Pushed ${name}:1, ${name}:latest (`);
  expect(done.summary).toContain(digest.replace(':', '&#58;'));
  expect(readFileSync(path.join(runner.workspace, 'asked'), 'utf8')).toMatch(
    new RegExp(`^(${user.name}\n)+$`),
  );
  const archive = path.join(runner.workspace, 'made/part.tar');
  expect(lstatSync(archive).uid).toBe(user.uid);
  expect(readFileSync(artifacts, 'utf8')).toBe(
    `file://${archive}\noci://${name}:1@${digest}\noci://${name}:latest@${digest}\n`,
  );
  pull(`${name}@${digest}`);
  expect(runImage(`${name}@${digest}`)).toBe('data\n');
  expect(runImage(`${name}@${digest}`, '/bin/sh', '-c', 'echo $COLOUR; cat /out/g; ls /bin/vi || true')).toBe(
    'deep blue\nmore\n',
  );
  const [{ Id: id, Config: config }] = JSON.parse(docker.run('inspect', `${name}@${digest}`)) as [
    { Id: string; Config: Record<string, unknown> },
  ];
  expect(id).toBe(imageid);
  expect(config).toMatchObject({
    Labels: { maker: 'base', 'org.opencontainers.image.title': 'app' },
    ExposedPorts: { '80/tcp': {} },
    StopSignal: 'SIGINT',
  });
  expect(JSON.stringify(config)).not.toContain('BASE=');
  for (const text of [done.log, done.summary, metadata]) {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(Buffer.from(creds).toString('base64'));
  }
}, 120_000);

test('two stores push the same digest with SOURCE_DATE_EPOCH', async () => {
  const digests = [];
  for (const name of ['one', 'two']) {
    const inputs = { store: store(name), tags: `${registry.host}/team/same:${name}`, push: 'true' };
    const done = await run(inputs, { SOURCE_DATE_EPOCH: '1700000000' });
    expect(done.status, done.log).toBe(0);
    digests.push(done.outputs['digest']);
  }
  expect(digests[0]).toMatch(/^sha256:/);
  expect(digests[1]).toBe(digests[0]);
}, 120_000);

test('docker opens any step of a build that a registry caches', async () => {
  const ref = `${registry.host}/team/cache`;
  // A push to the default branch writes for everybody, under plain ids.
  const event = runner.write('event.json', JSON.stringify({ repository: { default_branch: 'main' } }));
  const inputs = { 'cache-to': `type=registry,ref=${ref},compression=gzip`, 'no-cache': 'true' };
  const done = await run(inputs, { GITHUB_EVENT_PATH: event });
  expect(done.status, done.log).toBe(0);
  // Both builds begin with the same image, which is stored once.
  expect(done.log).toMatch(/team\/cache: 0 results found, 4 stored/);
  const steps = JSON.parse(done.outputs['steps'] ?? '[]') as { id: string; operation: string }[];
  const first = steps.find(({ operation }) => operation.includes('mkdir /out'))?.id ?? '';
  pull(`${ref}:${first}`);
  expect(runImage(`${ref}:${first}`, '/bin/sh', '-c', 'cat /out/f; ls /out /bin/vi')).toBe(
    'data\n/bin/vi\n\n/out:\nf\n',
  );
}, 120_000);

test('a refused push is one error with the account and without the password', async () => {
  runner.write(
    'wrong/config.json',
    JSON.stringify({
      auths: { [registry.host]: { auth: Buffer.from(`nobody:${PASSWORD}`).toString('base64') } },
    }),
  );
  // The base image needs no request, because the digest is known.
  const failed = await run(
    { tags: `${registry.host}/team/refused:1`, push: 'true', pull: 'missing' },
    { DOCKER_CONFIG: path.join(runner.workspace, 'wrong') },
  );
  expect(failed.status).toBe(1);
  expect(failed.log.match(/^::error/gm)).toHaveLength(1);
  expect(failed.log).toMatch(
    /could not push \S+\/team\/refused:1: \S+ refuses a push by the account "nobody" \(401\)/,
  );
  expect(failed.log).not.toContain(PASSWORD);
  expect(failed.outputs['digest']).toBe('');
}, 120_000);

test('wrong inputs of images fail before the first step', async () => {
  const changed = spec().replace('echo more', 'echo never');
  for (const [inputs, message] of [
    [{ push: 'true' }, /input push has no tags/],
    [{ push: 'true', tags: 'team/app:1@sha256:2' }, /"sha256:2" is no digest/],
    [{ push: 'true', tags: 'a/b:1', 'exposed-ports': '99999' }, /input exposed-ports is "99999"/],
    [{ push: 'true', tags: 'a/b:1', labels: 'no value' }, /line 1 of input labels is "no value"/],
    [{ outputs: 'type=oci,dest=x.tar,build=prt' }, /Did you mean part\?/],
  ] as const) {
    const failed = await run({ spec: changed, ...inputs });
    expect(failed.status).toBe(1);
    expect(failed.log.replaceAll('%0A', ' ')).toMatch(message);
    const steps = JSON.parse(failed.outputs['steps'] || '[]') as { operation: string; outcome: string }[];
    const changedStep = steps.find(({ operation }) => operation.includes('echo never'));
    expect(changedStep?.outcome ?? 'not-run').toBe('not-run');
  }
  expect(readdirSync(runner.workspace)).not.toContain('x.tar');
}, 120_000);
