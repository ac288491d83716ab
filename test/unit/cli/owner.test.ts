import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { unknownNames } from '../../../src/cli/doctor/owner-names.ts';
import { asObuilderError } from '../../../src/errors.ts';
import { parseSpec } from '../../../src/language/parse.ts';
import { printSpec } from '../../../src/language/print.ts';
import { chooseStore } from '../../../src/worker/owner/choose-store.ts';
import { networkUnder, withNetworks } from '../../../src/worker/owner/network.ts';
import { parseOwnerFile } from '../../../src/worker/owner/parse.ts';
import { NO_RULES } from '../../../src/worker/owner/rules.ts';
import { FIELD_NAMES, ownerSchema } from '../../../src/worker/owner/schema.ts';
import { userNamespaceFor } from '../../../src/worker/owner/user-namespace.ts';

const parse = (value: unknown) =>
  parseOwnerFile(typeof value === 'string' ? value : JSON.stringify(value), '/etc/x.json');

const example = {
  stores: [
    { store: 'btrfs:/srv/ci', users: ['alice', '41002'], 'max-used-space': '50GB', 'max-results': 1000 },
    { store: 'auto', size: '20GB', 'min-free-space': '10%', 'max-age': '30d' },
  ],
  'host-network': 'forbid',
  'user-namespace': 'always',
  steps: { memory: '8GB', cpus: 2, 'step-timeout': '2h' },
  'image-directories': ['/srv/images'],
  ca: ['/etc/company/ca.pem'],
};

/** Has every field. */
const full = {
  $schema: 'obuilder-action.schema.json',
  stores: [
    {
      store: 'auto',
      size: '20GB',
      users: ['alice'],
      groups: ['ci'],
      'min-free-space': '10%',
      'max-used-space': '50GB',
      'max-results': 1000,
      'max-age': '30d',
    },
  ] as const,
  'host-network': 'allow',
  'user-namespace': 'auto',
  steps: { memory: '8GB', cpus: 2, pids: 1000, 'step-timeout': '2h', 'log-size': '1GB' },
  'image-directories': ['/srv/images'],
  ca: ['/etc/company/ca.pem'],
};

describe("the owner's file", () => {
  test('uses the names of inputs', () => {
    expect(parse(example)).toEqual({
      stores: [
        {
          store: 'btrfs:/srv/ci',
          users: ['alice', '41002'],
          limits: { maxUsed: { bytes: 50 * 1024 ** 3 }, maxResults: 1000 },
        },
        {
          store: 'auto',
          poolBytes: 20 * 1024 ** 3,
          limits: { minFree: { share: 0.1 }, maxAge: 30 * 24 * 3600 },
        },
      ],
      hostNetwork: 'forbid',
      needsUserNamespace: true,
      steps: { memory: '8GB', cpus: '2', 'step-timeout': '2h' },
      bounds: { memoryBytes: 8 * 1024 ** 3, cpus: 2, seconds: 7200 },
      imageDirectories: ['/srv/images'],
      ca: ['/etc/company/ca.pem'],
    });
    expect(parse({})).toEqual({ ...NO_RULES, stores: undefined });
  });

  test.each<[unknown, string]>([
    ['{"stores": [}', 'is not JSON: '],
    ['[]', 'is not an object'],
    [{ steps: [] }, 'steps is not an object'],
    [{ store: [] }, 'has a fault: store is unknown: did you mean stores?'],
    [{ stores: {} }, 'has a fault: stores is not a list'],
    [{ stores: [] }, 'has a fault: stores is an empty list'],
    [{ stores: [{}] }, 'has a fault: stores.0.store is missing'],
    [{ stores: [{ store: 'btrfs:srv' }] }, 'stores.0.store is wrong: .*not an absolute path'],
    [{ stores: [{ store: 'tape:/srv' }] }, 'stores.0.store is wrong: .*no such kind'],
    [{ stores: [{ store: 'auto', size: '5' }] }, 'stores.0.size is "5": expected a size'],
    [{ stores: [{ store: 'auto', users: 'alice' }] }, 'stores.0.users is not a list'],
    [{ stores: [{ store: 'auto', groups: [] }] }, 'stores.0.groups is an empty list'],
    [{ stores: [{ store: 'auto', 'max-age': '30' }] }, 'stores.0.max-age is "30": expected a time'],
    [{ stores: [{ store: 'auto', maxAge: '30d' }] }, 'stores.0.maxAge is unknown: did you mean max-age?'],
    [{ stores: [{ store: 'auto', user: ['a'] }] }, 'stores.0.user is unknown: did you mean users?'],
    [{ nothing: 1 }, 'has a fault: nothing is unknown$'],
    [{ 'host-network': true }, 'host-network is neither "allow" nor "audit" nor "forbid"'],
    [{ 'user-namespace': 'never' }, 'user-namespace is neither "auto" nor "always"'],
    [{ steps: { memory: {} } }, 'steps.memory is neither a text nor a number'],
    [{ steps: { disk: '1GB' } }, 'steps.disk is unknown'],
    [{ ca: ['ca.pem'] }, 'ca.0 is not an absolute path'],
    [{ 'image-directories': ['images'] }, 'image-directories.0 is not an absolute path'],
  ])('%j is refused with the position of the fault', (value, words) => {
    expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
    expect(() => parse(value)).toThrow(new RegExp(words));
    expect(() => parse(value)).toThrow(/^\/etc\/x.json/);
  });

  test('has a published schema with the same fields', () => {
    const file = path.resolve(import.meta.dirname, '../../../docs/obuilder-action.schema.json');
    const { properties } = JSON.parse(readFileSync(file, 'utf8'));
    const [store] = full.stores;
    expect(Object.keys(properties)).toEqual(Object.keys(full));
    expect(Object.keys(properties.stores.items.properties)).toEqual(Object.keys(store));
    expect(Object.keys(properties.steps.properties)).toEqual(Object.keys(full.steps));
    expect(parse(full).stores).toHaveLength(1);
    expect(Object.keys(ownerSchema().pipe[1].entries)).toEqual(Object.keys(full));
  });
});

const alice = { uid: 41_001, gid: 41_001, name: 'alice', home: '/home/alice', isRoot: false };
const bob = { ...alice, uid: 41_003, name: 'bob' };
const root = { uid: 0, gid: 0, name: 'root', home: '/root', isRoot: true };

describe('the store that a caller gets', () => {
  const rules = parse(example);

  test('root gets the named store', () => {
    const wish = { store: 'copy:/anywhere', poolDirectory: '/anywhere' };
    expect(chooseStore(wish, root, NO_RULES)).toEqual({ wish });
  });

  test('users get the default store without a list', () => {
    expect(chooseStore({ store: 'auto' }, alice, NO_RULES)).toEqual({ wish: { store: 'auto' } });
  });

  test('a store not made by root is refused, with a remedy', () => {
    const attempt = () => chooseStore({ store: 'copy:/usr' }, alice, NO_RULES);
    expect(attempt).toThrow(expect.objectContaining({ code: 'not-root', value: 'copy:/usr' }));
    expect(attempt).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(
          /sudo \S*node.* init copy:\/usr\nOthers than root can change this program\. As root, run only a copy/,
        ),
      }),
    );
  });

  const NO_STORE = /^If its disk should be mounted there, mount it\. .*: sudo \S*node.* init /;

  test('a missing store may lie on a disk that is not mounted', () => {
    const attempt = () => chooseStore({ store: 'btrfs:/srv/no-such/x' }, alice, NO_RULES);
    expect(attempt).toThrow(/^there is no store at btrfs:\/srv\/no-such\/x: the directory is missing$/);
    expect(hintFor('btrfs:/srv/no-such/x')).toMatch(NO_STORE);
  });

  test.skipIf(process.getuid?.() !== 0)('an empty directory has no store, if users may see so', () => {
    const directory = mkdtempSync('/var/lib/obuilder-test-empty-');
    onTestFinished(() => rmSync(directory, { recursive: true }));
    expect(hintFor(`overlayfs:${directory}`)).toMatch(/^Let an administrator allow this store once/);
    expect(hintFor(`overlayfs:${directory}/new`)).toMatch(/^Let an administrator allow this store once/);
    chmodSync(directory, 0o755);
    expect(hintFor(`overlayfs:${directory}`)).toMatch(NO_STORE);
    expect(hintFor(`overlayfs:${directory}/new`)).toMatch(NO_STORE);
  });

  const hintFor = (store: string) => {
    try {
      chooseStore({ store }, alice, NO_RULES);
    } catch (error) {
      return asObuilderError(error).hint;
    }
    return undefined;
  };

  test('a place that init would refuse gets no hint about init', () => {
    expect(hintFor('overlayfs:/tmp/typo')).toMatch(/^Other users could replace files .* such as \/var\/lib/);
  });

  test.skipIf(process.getuid?.() !== 0)('an error tells nothing about directories of root', () => {
    const hidden = mkdtempSync('/var/lib/obuilder-test-hidden-');
    onTestFinished(() => rmSync(hidden, { recursive: true }));
    mkdirSync(path.join(hidden, 'open'));
    chmodSync(path.join(hidden, 'open'), 0o777);
    expect(hintFor(`copy:${hidden}/open/store`)).toContain(' init ');
    chmodSync(hidden, 0o755);
    expect(hintFor(`copy:${hidden}/open/store`)).not.toContain(' init ');
  });

  test('users cannot choose the place', () => {
    const wish = { store: 'auto', poolDirectory: '/home/alice' };
    expect(() => chooseStore(wish, alice, NO_RULES)).toThrow(
      /alice may not use the place \/home\/alice of a pool/,
    );
  });

  test('the first listed store of the user counts', () => {
    expect(chooseStore({ store: 'auto' }, alice, rules).wish.store).toBe('btrfs:/srv/ci');
    expect(chooseStore({ store: 'auto' }, { ...bob, uid: 41_002 }, rules).wish.store).toBe('btrfs:/srv/ci');
    expect(chooseStore({ store: 'auto', poolBytes: 2 ** 50 }, bob, rules)).toEqual({
      wish: { store: 'auto', namedBy: '/etc/obuilder-action.json', poolBytes: 20 * 1024 ** 3 },
      limits: { minFree: { share: 0.1 }, maxAge: 30 * 24 * 3600 },
    });
    expect(chooseStore({ store: 'auto' }, root, rules).wish.store).toBe('btrfs:/srv/ci');
  });

  test('a listed store is found in any spelling', () => {
    const { wish, limits } = chooseStore({ store: 'btrfs:/srv//x/../ci/' }, alice, rules);
    expect(wish.store).toBe('btrfs:/srv/ci');
    expect(limits).toMatchObject({ maxResults: 1000 });
  });

  test.each(['btrfs:/srv/ci', 'btrfs:/srv/other', 'copy:/srv/ci'])(
    'is not %s for a user whom the list leaves out',
    (store) => {
      expect(() => chooseStore({ store }, bob, rules)).toThrow(/bob may not use the store/);
    },
  );
});

describe("the host's network", () => {
  const spec = (text: string) => parseSpec({ text, file: 'x.spec' });

  test('is refused at the step if forbidden', () => {
    const step = '(run (network host) (shell "x"))';
    const plain = spec('((from a) (run (shell "x")))');
    const forbid = { hostNetwork: 'forbid' } as const;
    const ignore = () => undefined;
    expect(withNetworks(plain, forbid, ignore)).toEqual(plain);
    const at = { file: 'x.spec', line: 2, column: 1 };
    expect(() => withNetworks(spec(`((from a)\n${step})`), forbid, ignore)).toThrow(
      expect.objectContaining({ code: 'input-invalid', at }),
    );
    const nested = spec(`((build dev ((from a)\n${step}))\n(from a))`);
    expect(() => withNetworks(nested, forbid, ignore)).toThrow(expect.objectContaining({ at }));
  });

  test('becomes an audit in every build if the owner wants so, and lists stay', () => {
    const steps = (network: string) =>
      `(run (network ${network}) (shell "x"))\n(run (network (allow a:1)) (shell "x"))`;
    const text = (network: string) =>
      `((build dev ((from a)\n${steps(network)}))\n(from a)\n${steps(network)})`;
    const lines: number[] = [];
    const found = withNetworks(spec(text('host')), { hostNetwork: 'audit' }, ({ line }) => lines.push(line));
    expect(printSpec(found)).toBe(printSpec(spec(text('(audit)'))));
    expect(lines.sort()).toEqual([2, 5]);
  });

  test('of a shell follows the rule too', () => {
    const host = { kind: 'host' } as const;
    expect(networkUnder({ hostNetwork: 'allow' }, host)).toBe(host);
    expect(networkUnder({ hostNetwork: 'audit' }, host)).toEqual({ kind: 'audit' });
    expect(() => networkUnder({ hostNetwork: 'forbid' }, host)).toThrow(/may not use the host's network/);
    expect(networkUnder({ hostNetwork: 'forbid' }, { kind: 'none' })).toEqual({ kind: 'none' });
  });
});

describe("the owner's rule for user namespaces", () => {
  test('without a rule, each build chooses the mode', () => {
    for (const mode of ['auto', 'always', 'never'] as const)
      expect(userNamespaceFor(mode, parse({ 'user-namespace': 'auto' }))).toBe(mode);
  });

  test('the rule refuses builds without user namespaces', () => {
    const rules = parse({ 'user-namespace': 'always' });
    expect(userNamespaceFor('auto', rules)).toBe('always');
    expect(userNamespaceFor(undefined, rules)).toBe('always');
    expect(() => userNamespaceFor('never', rules)).toThrow(
      expect.objectContaining({ code: 'input-invalid', value: 'never' }),
    );
  });
});

test('doctor names the accounts and directories that this machine lacks', () => {
  const stores = [
    { store: 'auto', users: ['root', '0', 'no-such-user', '4294967000'], groups: ['root', 'no-such-group'] },
  ];
  expect(
    unknownNames({ ...NO_RULES, stores, imageDirectories: ['/etc', '/etc/passwd', '/no/such'] }),
  ).toEqual([
    'no user no-such-user (stores.0.users)',
    'no user 4294967000 (stores.0.users)',
    'no group no-such-group (stores.0.groups)',
    'no directory /etc/passwd (image-directories)',
    'no directory /no/such (image-directories)',
  ]);
});

test('suggestions have the names of all fields', () => {
  const { $schema: _, stores, steps, ...others } = full;
  const names = ['stores', 'steps', ...Object.keys({ ...others, ...stores[0], ...steps })];
  expect([...FIELD_NAMES].sort()).toEqual(names.sort());
});
