import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { untrustedFile } from '../../src/files/trust/trusted-path.ts';
import { openSandbox } from '../../src/sandbox/open.ts';
import { resolveStore } from '../../src/store/choose/resolve.ts';
import { openStore } from '../../src/store/open.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { driverPlaces } from '../places/driver-places.ts';
import { OF_ROOT } from '../places/loop-file-system.ts';
import { begin, someMeta } from '../suites/store-making.ts';

const USER = 41_007;
const untrusted = (file: string) => ({ code: 'store-unavailable', value: file });

let directory: string;
/** Root's, and nothing that a user may change. */
let victim: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(OF_ROOT, 'obuilder-test-trust-'));
  victim = path.join(directory, 'victim');
  mkdirSync(path.join(victim, 'dead-1'), { recursive: true });
  writeFileSync(path.join(victim, 'dead-1', 'precious'), 'of root');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A directory of the user's, as in a home. */
function home(): string {
  const made = path.join(directory, 'home');
  mkdirSync(made);
  chownSync(made, USER, USER);
  return made;
}

describe('the path of a program of root', () => {
  test('may go through links of root', () => {
    const real = path.join(victim, 'program');
    writeFileSync(real, '', { mode: 0o700 });
    symlinkSync('victim', path.join(directory, 'link'));
    symlinkSync(path.join(directory, 'link/../victim/program'), path.join(directory, 'program'));
    expect(untrustedFile(path.join(directory, 'program'))).toBeUndefined();
    expect(untrustedFile('/bin/sh')).toBeUndefined();
  });

  test('is refused with a link that a user can replace', () => {
    const real = path.join(victim, 'program');
    writeFileSync(real, '', { mode: 0o700 });
    const middle = path.join(home(), 'middle');
    symlinkSync(real, middle);
    symlinkSync(middle, path.join(directory, 'program'));
    expect(untrustedFile(path.join(directory, 'program'))).toMatchObject({ path: path.dirname(middle) });
  });

  test('is refused with a cycle of links', () => {
    symlinkSync('b', path.join(directory, 'a'));
    symlinkSync('a', path.join(directory, 'b'));
    expect(untrustedFile(path.join(directory, 'a'))).toMatchObject({ why: 'leads in circles' });
  });
});

const open = (root: string) => openStore({ driver: 'copy', root });
const openAndClose = async (root: string) => (await open(root)).close();

describe('a store under the control of another user', () => {
  test('cannot make the repair delete files of root', async () => {
    const root = path.join(home(), 'store');
    mkdirSync(path.join(root, 'v1'), { recursive: true });
    symlinkSync(victim, path.join(root, 'v1', 'tmp'));
    for (const one of [root, path.join(root, 'v1')]) chownSync(one, USER, USER);
    lchownSync(path.join(root, 'v1', 'tmp'), USER, USER);
    await expect(openAndClose(root)).rejects.toMatchObject(untrusted(path.dirname(root)));
    expect(readdirSync(path.join(victim, 'dead-1'))).toEqual(['precious']);
  });

  test('cannot make root write elsewhere by a swapped draft', async () => {
    const root = path.join(home(), 'store');
    mkdirSync(root);
    chownSync(root, USER, USER);
    const attack = async () => {
      const store = await open(root);
      const draft = await begin(store, 'a');
      renameSync(path.join(root, 'v1'), path.join(root, 'aside'));
      mkdirSync(path.join(root, 'v1/tmp'), { recursive: true });
      symlinkSync(victim, path.dirname(draft.rootfs));
      await draft.commit(someMeta('a')).done.catch(() => undefined);
      await store.close();
    };
    await expect(attack()).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(readdirSync(victim)).toEqual(['dead-1']);
  });

  const at = (name: string, spoil: (file: string) => void) => (root: string) => {
    const file = path.join(root, name);
    spoil(file);
    return file;
  };
  const give = (file: string) => chownSync(file, USER, 0);
  const swap = (file: string) => {
    rmSync(file, { recursive: true, force: true });
    symlinkSync(victim, file);
  };

  test.each<[string, (root: string) => string]>([
    ['below a directory that others write to', at('..', (file) => chmodSync(file, 0o1777))],
    ['below a directory that a group writes to', at('..', (file) => chmodSync(file, 0o775))],
    ['that is open to others', at('', (file) => chmodSync(file, 0o777))],
    ['with a foreign v1', at('v1', give)],
    ['with a foreign catalog', at('v1/state/catalog.db', give)],
    ['with an open catalog', at('v1/state/catalog.db', (file) => chmodSync(file, 0o666))],
    ['with results elsewhere', at('v1/result', swap)],
    ['with an owner that is a link', at('v1/state/owner/1.dead', swap)],
    ['with a draft that is a link', at('v1/tmp/1.dead-1', swap)],
    ['with a view that is a link', at('v1/view/a-1', swap)],
  ])('%s is refused', async (_, spoil) => {
    const root = path.join(directory, 'place', 'store');
    await openAndClose(root);
    const spoilt = spoil(root);
    await expect(openAndClose(root)).rejects.toMatchObject(untrusted(spoilt));
    expect(existsSync(path.join(victim, 'dead-1', 'precious'))).toBe(true);
  });

  test('is refused by the name of the link on the way', async () => {
    const link = path.join(directory, 'link');
    symlinkSync(victim, link);
    await expect(openAndClose(path.join(link, 'store'))).rejects.toMatchObject(untrusted(link));
    await expect(openAndClose(`${link}/../store`)).rejects.toMatchObject(untrusted(link));
    expect(readdirSync(victim)).toEqual(['dead-1']);
  });

  test('is refused in /tmp before any file appears', async () => {
    const root = `/tmp/obuilder-test-${process.pid}`;
    await expect(openAndClose(root)).rejects.toMatchObject(untrusted('/tmp'));
    expect(existsSync(root)).toBe(false);
  });

  test('is not mounted as an image in a user directory', async () => {
    const pool = home();
    writeFileSync(path.join(pool, 'pool.img'), '');
    await expect(resolveStore({ store: 'auto', directory: pool })).rejects.toMatchObject(untrusted(pool));
    expect(existsSync(path.join(pool, 'pool'))).toBe(false);
  });

  test('is not mounted as an image behind a link', async () => {
    const pool = path.join(directory, 'pool');
    mkdirSync(pool);
    symlinkSync(path.join(victim, 'dead-1', 'precious'), path.join(pool, 'pool.img'));
    const found = { code: 'store-unavailable', value: path.join(pool, 'pool.img') };
    await expect(resolveStore({ store: 'auto', directory: pool })).rejects.toMatchObject(found);
  });
});

/** No mount below a directory lets set-uid programs or devices work. */
function expectHarmless(below: string, isOurs: (line: string) => boolean): number {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const ours = mounts.filter((line) => `${line.split(' ')[1]}/`.startsWith(`${below}/`) && isOurs(line));
  for (const line of ours) {
    const [dataset = '', , type] = line.split(' ');
    // The FUSE of an old ZFS does not do what its properties say.
    if (type !== 'fuse.zfs') expect(line).toMatch(/nosuid.*nodev/);
    else if (dataset.includes('/')) expect(properties(dataset)).toEqual('off\noff\n');
  }
  return ours.length;
}

const properties = (dataset: string) =>
  execFileSync('zfs', ['get', '-H', '-o', 'value', 'setuid,devices', dataset], { encoding: 'utf8' });

describe.each(Object.entries(driverPlaces))('set-uid programs on %s', (_, makePlace) => {
  /** Behind the second wall nobody makes devices. */
  test.each([
    ['never', 'su -c "id -u; mknod /zero c 1 5; head -c 1 /zero | wc -c"', '1000\n0\n1\n'],
    ['auto', 'su -c "id -u"', '1000\n0\n'],
  ] as const)(
    'work in a step and are nothing on the machine (user namespace: %s)',
    async (mode, command, said) => {
      const place = makePlace();
      try {
        const { place: name, root } = place.newStore('suid');
        const store = await openStore({ driver: place.driver, root: name });
        const sandbox = await openSandbox({
          stateDir: path.join(directory, 'state'),
          userNamespace: mode,
        });
        const draft = await begin(store, 'base');
        makeBusyboxRoot(draft.rootfs);
        writeFileSync(
          path.join(draft.rootfs, 'etc/passwd'),
          'root::0:0:root:/root:/bin/sh\nbuilder:x:1000:1000::/:/bin/sh\n',
        );
        chmodSync(path.join(draft.rootfs, 'bin/busybox'), 0o4755);
        const child = await begin(store, 'child', draft.commit(someMeta('base')).base);
        let output = '';
        const result = await sandbox.run({
          rootfs: child.rootfs,
          scratch: child.scratch,
          argv: ['/bin/sh', '-c', `id -u; ${command}`],
          cwd: '/',
          user: { uid: 1000, gid: 1000 },
          env: [['PATH', '/bin']],
          network: 'none',
          mounts: [],
          onOutput: (chunk) => {
            output += Buffer.from(chunk).toString();
          },
        });
        expect([result.kind, output]).toEqual(['exited', said]);
        // The disk of a fixture is mounted by the fixture.
        const mounts = expectHarmless(path.dirname(root), (line) => !line.startsWith('/dev/loop'));
        // The second wall takes the overlay of a step away from the machine.
        if (place.driver === 'zfs' || (place.driver === 'overlayfs' && mode === 'never'))
          expect(mounts).toBeGreaterThan(0);
        await child.discard();
        const view = await store.view('base');
        expectHarmless(view, () => true);
        await store.close();
      } finally {
        place.remove();
      }
    },
  );
});
