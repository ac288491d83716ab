import { mkdtempSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { OwnMachine } from '../places/own-machine.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { cliPath, runCli } from '../programs/cli.ts';

const OWNER_FILE = '/etc/obuilder-action.json';

let user: TestUser;
let pool: Pool;
let directory = '';
let machine: OwnMachine;

beforeAll(() => {
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  pool = makePool({});
  directory = mkdtempSync('/srv/obuilder-test-doctor-');
});
afterAll(() => {
  user?.remove();
  pool?.remove();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  machine = await OwnMachine.make(['/etc']);
});
afterEach(() => machine?.remove());

const words = (args: readonly string[]) => [process.execPath, cliPath, 'doctor', ...args];
const plain = { OBUILDER_STORE: '' };
const asUser = (...args: readonly string[]) => machine.run(words(args), { as: user, env: plain }).stdout;
const bySudo = (...args: readonly string[]) =>
  machine.run(['sudo', '-n', ...words(args)], { as: user, env: plain }).stdout;
const asRoot = (...args: readonly string[]) => machine.run(words(args), { env: plain }).stdout;
const stores = (...list: readonly object[]) => machine.write(OWNER_FILE, JSON.stringify({ stores: list }));

test('doctor names the first store of the owner that is open to the user', () => {
  const [reserved, open] = [`overlayfs:${directory}/reserved`, `overlayfs:${directory}/open`];
  stores({ store: reserved, users: ['root'] }, { store: open });
  expect(asUser()).toContain(`store: ${open} (named by ${OWNER_FILE})`);
  expect(asRoot()).toContain(`store: ${reserved} (named by ${OWNER_FILE})`);
  expect(bySudo(`--store=${reserved}`)).toMatch(
    /problem store: the user \S+ may not use the store overlayfs:/,
  );
});

test('doctor refuses a store before its init', () => {
  const store = `btrfs:${pool.path}`;
  expect(bySudo(`--store=${store}`)).toMatch(
    /problem store: the user \S+ may not use the store btrfs:.*\n.* init /,
  );
  expect(runCli(['init', store]).status).toBe(0);
  expect(bySudo(`--store=${store}`)).toContain(`ok      store: ${store} (named by --store)`);
});

test('init beside a list of stores promises nothing', () => {
  const store = `btrfs:${pool.path}`;
  const init = () => machine.run([process.execPath, cliPath, 'init', store], { env: plain }).stdout;
  stores({ store: 'auto' });
  expect(init()).toMatch(/is ready\. Users may not use it yet: add it to "stores" in /);
  stores({ store: `${store}/` });
  expect(init()).toContain(`may use ${store} now.`);
});

test('doctor refuses a store on the wrong file system', () =>
  expect(asRoot(`--store=btrfs:${directory}/new`)).toMatch(
    /problem store: .* is not on a btrfs file system/,
  ));

test('doctor refuses a store that users could replace', () =>
  expect(asRoot('--store=copy:/tmp/store')).toMatch(
    /problem store: the store in \S+ cannot be trusted: \/tmp /,
  ));

test('doctor asks for root where the user may not read the rules', () => {
  machine.write(OWNER_FILE, '{}', '0600');
  const text = asUser();
  expect(text).toMatch(/note {4}the owner's file: this user may not read .* builds read it as root/);
  expect(text).toMatch(/note {4}store: .*\n.*run doctor by sudo/);
  expect(bySudo()).toMatch(/ok {6}the owner's file/);
});

test('doctor promises no pool that its user cannot see', async () => {
  machine.remove();
  machine = await OwnMachine.make(['/var/lib']);
  machine.must('sh', '-c', 'rm -rf /var/lib/obuilder-action; mkdir -m 700 /var/lib/obuilder-action');
  expect(asUser()).toContain('(auto: a pool, if there is one; root alone can tell)');
  expect(asUser()).not.toContain('found again');
});
