import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, groupsOf } from '../../../src/host/caller.ts';

const ALICE = { uid: 41_001, gid: 41_002, name: 'alice', home: '/home/alice', isRoot: false };
const ROOT = { uid: 0, gid: 0, name: 'root', home: '/root', isRoot: true };

let etc: string;
beforeAll(() => {
  etc = mkdtempSync(path.join(tmpdir(), 'caller-'));
  const passwd = ['root:x:0:0:root:/root:/bin/sh', 'alice:x:41001:41002::/home/alice:/bin/sh'];
  const odd = ['short:x:41003', 'hollow:x:41004:41004:::/bin/sh', 'up:x:41005:41005::/home/../root/:/bin/sh'];
  writeFileSync(
    path.join(etc, 'passwd'),
    [...passwd, ...odd, 'alice2:x:41001:0::/root:/bin/sh', ''].join('\n'),
  );
  writeFileSync(path.join(etc, 'group'), 'root:x:0:\nalice:x:41002:\nkvm:x:108:bob,alice\nadm:x:4:malice\n');
});
afterAll(() => rmSync(etc, { recursive: true }));

const asRoot = (env: Record<string, string>) => callerOf({ env, uid: 0, etc });

describe('the caller of a process of root', () => {
  test('sudo names the user, and accounts name the home', () => {
    const env = { SUDO_UID: '41001', SUDO_GID: '41002', SUDO_USER: 'root', HOME: '/root', USER: 'root' };
    expect(asRoot(env)).toEqual(ALICE);
  });

  test('the account gives the group if sudo names none', () => {
    expect(asRoot({ SUDO_UID: '41001' })).toEqual(ALICE);
  });

  test.each([{}, { SUDO_UID: '0', SUDO_GID: '0', SUDO_USER: 'root' }, { SUDO_USER: 'alice' }])(
    'root itself asks by %o',
    (env) => {
      expect(asRoot({ HOME: '/home/alice', ...env })).toEqual(ROOT);
    },
  );

  test.each([
    '',
    ' ',
    '-1',
    '00',
    '+5',
    '0x0',
    '1e3',
    '41001 ',
    '41001\n',
    '4294967295',
    '99999999999',
    'root',
  ])('SUDO_UID %j is an error, not root', (value) => {
    expect(() => asRoot({ SUDO_UID: value, SUDO_GID: '1' })).toThrow(
      expect.objectContaining({ code: 'input-invalid', value }),
    );
  });

  test('an invalid SUDO_GID is an error', () => {
    expect(() => asRoot({ SUDO_UID: '41001', SUDO_GID: '-0' })).toThrow(/SUDO_GID is no id/);
  });

  test('a user without an account has no home', () => {
    const caller = asRoot({ SUDO_UID: '3999999999', SUDO_GID: '5', SUDO_USER: 'ghost' });
    expect(caller).toEqual({ uid: 3999999999, gid: 5, name: 'ghost', home: '/nonexistent', isRoot: false });
    expect(() => asRoot({ SUDO_UID: '3999999999' })).toThrow(/has no account/);
  });

  test('an account without a usable home gives no home', () => {
    expect(asRoot({ SUDO_UID: '41004' }).home).toBe('/nonexistent');
    expect(asRoot({ SUDO_UID: '41005' }).home).toBe('/root/');
    expect(() => asRoot({ SUDO_UID: '41003' })).toThrow(/has no account/);
  });
});

describe('the caller of another process', () => {
  test("the process's own uid counts in spite of SUDO_UID", () => {
    expect(callerOf({ env: { SUDO_UID: '0', SUDO_GID: '0' }, uid: 41_001, etc })).toEqual(ALICE);
    expect(callerOf({ env: { SUDO_UID: 'nonsense' }, uid: 41_001, etc })).toEqual(ALICE);
  });
});

describe('the groups of a caller', () => {
  test('the primary group comes before the others', () => {
    expect(groupsOf(ALICE, etc)).toEqual([41_002, 108]);
  });

  test('root has its own group', () => {
    expect(groupsOf(ROOT, etc)).toEqual([0]);
  });

  test('an unknown user has the primary group only', () => {
    expect(groupsOf({ ...ALICE, uid: 3999999999, name: 'ghost-nobody' }, etc)).toEqual([41_002]);
  });
});
