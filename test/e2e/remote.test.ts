import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { type ActionExit, Runner } from '../places/runner.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { Workshop } from '../places/workshop.ts';
import { runCli } from '../programs/cli.ts';

// Two stores of one user, as two machines have them, and what the action shows when they share results.
let workshop: Workshop;
let user: TestUser;
let runner: Runner;
let registry: RegistryServer;

const store = (name: string) => `btrfs:${workshop.pool.path}/${name}`;

beforeAll(async () => {
  workshop = new Workshop();
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  runner = new Runner(user);
  runner.copyIn(workshop.base, 'base');
  registry = await startRegistryServer();
  for (const name of ['one', 'two', 'three']) expect(runCli(['init', store(name)]).status).toBe(0);
});
afterAll(async () => {
  await registry?.close();
  runner?.remove();
  workshop?.remove();
  user?.remove();
});

const spec = (last = 'echo done') => `((from "rootfs:base") (shell /bin/sh -c)
  (run (shell "echo making; mkdir /out; echo data > /out/f; head -c 2000000 /dev/urandom > /big; echo answer=42 >> $GITHUB_OUTPUT"))
  (run (shell "${last}")))`;

async function build(
  name: string,
  inputs: Readonly<Record<string, string>>,
  text = spec(),
): Promise<ActionExit> {
  const done = await runner.run('main', { inputs: { spec: text, store: store(name), ...inputs } });
  expect(done.status, done.log).toBe(0);
  return done;
}

test('a user shares results of two stores through a registry', async () => {
  const cache = `type=registry,ref=${registry.host}/team/cache`;
  const first = await build('one', { 'cache-to': cache, 'cache-from': cache });
  expect(first.log).toMatch(/registry .*\/team\/cache: 0 results found, 3 stored/);
  const second = await build('two', { 'cache-from': cache });
  expect(second.log.match(/cached \(registry, (?:built|fetched) (?:.* ago|just now), took /g)).toHaveLength(
    3,
  );
  expect(second.log).toContain('making');
  expect(second.outputs).toMatchObject({ id: first.outputs['id'], 'cache-hit': 'true' });
  expect(second.summary).toContain('#### Results elsewhere');
  const listed = runCli(['list', '--json', `--store=${store('two')}`]);
  expect(JSON.parse(listed.stdout).results).toEqual([]);
  const third = await build(
    'two',
    { 'cache-from': cache, outputs: 'type=local,src=/out/**,dest=dist' },
    spec('cat /out/f'),
  );
  expect(third.log).toMatch(/1 result found, 1 fetched/);
  const exported = path.join(runner.workspace, 'dist/f');
  expect(readFileSync(exported, 'utf8')).toBe('data\n');
  expect(lstatSync(exported).uid).toBe(user.uid);
}, 120_000);

test("a user's directory carries results, and every file is the user's", async () => {
  const signing = '0123456789abcdef0123456789abcdef';
  const key = { secrets: `signing=${signing}`, 'cache-key-secret': 'signing' };
  const first = await build('one', { ...key, 'cache-to': 'type=local,dest=cache', 'no-cache': 'true' });
  expect(first.log).not.toMatch(/^::warning/m);
  const cache = path.join(runner.workspace, 'cache');
  const files = readdirSync(cache, { recursive: true, encoding: 'utf8' });
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((name) => lstatSync(path.join(cache, name)).uid !== user.uid)).toEqual([]);
  const second = await build('three', { ...key, 'cache-from': 'type=local,src=cache' });
  expect(second.log.match(/cached \(local, /g)).toHaveLength(3);
  expect(second.log.split(`::add-mask::${signing}`).join('')).not.toContain(signing);
  const third = await build('three', { 'cache-from': 'type=local,src=gone' }, spec('echo other'));
  expect(third.outputs['cache-hit']).toBe('false');
}, 120_000);

test('a cache slot travels between two stores by its name', async () => {
  const cache = `type=registry,ref=${registry.host}/team/slots`;
  const using = (command: string) => `((from "rootfs:base") (shell /bin/sh -c)
    (run (cache (npm (target /npm) (sharing locked))) (shell "${command}")))`;
  const inputs = { 'cache-from': cache, 'cache-to': cache, 'cache-slots': 'npm, yarn' };
  const first = await build('one', inputs, using('echo downloaded > /npm/package'));
  expect(first.log).toMatch(/stored the cache slot "npm" in the registry .*\/team\/slots/);
  expect(first.log.match(/^::warning.*cache-slots names "yarn"/gm)).toHaveLength(1);
  const second = await build(
    'two',
    { ...inputs, 'cache-slots': 'npm' },
    using('echo got $(cat /npm/package)'),
  );
  expect(second.log).toMatch(/the cache slot "npm" comes from the registry .*\/team\/slots/);
  expect(second.log).toContain('got downloaded');
  expect(second.log).not.toMatch(/^::warning/m);
}, 120_000);

test('a registry that is down is one annotation, unless it is required', async () => {
  const inputs = { 'cache-from': 'type=registry,ref=127.0.0.1:1/team/cache' };
  const done = await build('three', inputs, spec('echo down'));
  expect(done.log.match(/^::warning.*127\.0\.0\.1:1\/team\/cache is not used any more/gm)).toHaveLength(1);
  expect(done.summary).toContain('ECONNREFUSED');
  const required = {
    ...inputs,
    spec: spec('echo required'),
    store: store('three'),
    'cache-required': 'true',
  };
  const failed = await runner.run('main', { inputs: required });
  expect(failed.status).toBe(1);
  expect(failed.log).toMatch(/could not use the registry 127\.0\.0\.1:1\/team\/cache/);
}, 120_000);
