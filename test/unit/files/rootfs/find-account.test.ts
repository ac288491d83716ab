import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_GROUPS, type NamedOwner } from '../../../../src/contract/spec.ts';
import { ObuilderError } from '../../../../src/errors.ts';
import { findAccount } from '../../../../src/files/rootfs/find-account.ts';
import { imageHome } from '../../../../src/files/rootfs/passwd.ts';

let directory: string;
let root: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'accounts-'));
  root = path.join(directory, 'root');
  mkdirSync(path.join(root, 'etc'), { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = { file: 'x.spec', line: 3, column: 2 };
const write = (name: string, text: string | Buffer) => writeFileSync(path.join(root, 'etc', name), text);
const find = (user: string | number, group?: string | number) =>
  findAccount(root, { user, ...(group !== undefined && { group }), at }, 'sandbox-failed');

function refusalOf(user: NamedOwner['user'], group?: NamedOwner['group']): ObuilderError {
  try {
    find(user, group);
  } catch (error) {
    if (error instanceof ObuilderError) return error;
  }
  throw new Error('no refusal');
}

describe('an account by name', () => {
  beforeEach(() => {
    write('passwd', 'root:x:0:0::/root:/bin/sh\napp:x:1000:100:The app:/app:/bin/sh\r\nlast:x:7:8');
    write('group', 'root:x:0:\nstaff:x:50:app,other\nusers:x:100:app\nmore:x:51:other,app\nagain:x:50:app\n');
  });

  test('has the groups of its own files', () => {
    expect(find('app')).toEqual({ uid: 1000, gid: 100, groups: [50, 100, 51] });
    expect(find('root')).toEqual({ uid: 0, gid: 0 });
    expect(find('last')).toEqual({ uid: 7, gid: 8 });
  });

  test('has only the group that the spec names', () => {
    expect(find('app', 'staff')).toEqual({ uid: 1000, gid: 50 });
    expect(find('app', 0)).toEqual({ uid: 1000, gid: 0 });
    expect(find(5, 'staff')).toEqual({ uid: 5, gid: 50 });
  });

  test('stays a number if the spec has numbers', () => {
    expect(findAccount('/nowhere', { uid: 5, gid: 6 }, 'sandbox-failed')).toEqual({ uid: 5, gid: 6 });
  });

  test('is refused with the position, the known names and a hint', () => {
    expect(refusalOf('ap')).toMatchObject({
      code: 'sandbox-failed',
      message: 'could not find the user ap: /etc/passwd of the base has only root, app, last',
      value: 'ap',
      hint: 'Create the user in a run before, for example with useradd, or write (uid N) (gid N).',
      at,
    });
    expect(refusalOf('app', 'wheel')).toMatchObject({
      message:
        'could not find the group wheel: /etc/group of the base has only root, staff, users, more, again',
      hint: 'Create the group in a run before, for example with groupadd, or write (gid N).',
    });
  });
});

describe('a hostile /etc/passwd', () => {
  const NONE = 'could not find the user app: the base has no /etc/passwd with a user';

  test('with several lines of a name counts once', () => {
    write('passwd', 'app:x:5:6:::\napp:x:0:0:::\n');
    expect(find('app')).toEqual({ uid: 5, gid: 6 });
  });

  test.each([
    ['app:x:4294967295:1:::'],
    ['app:x:4294967296:1:::'],
    ['app:x:99999999999999999999999:1:::'],
    ['app:x:-1:1:::'],
    ['app:x:0x0:1:::'],
    ['app:x:1e3:1:::'],
    ['app:x: 1:1:::'],
    ['app:x::1:::'],
    ['app:x:1'],
    ['app'],
    ['app:x:1:4294967295:::'],
    ['app:x:1\u0000:1:::'],
    ['app:x:１:1:::'],
  ])('with the line %j gives no number', (line) => {
    write('passwd', `${line}\n`);
    expect(refusalOf('app').message).toBe(
      'could not find the user app: its line in /etc/passwd has no valid number',
    );
  });

  test('keeps strange names and most names out of the error', () => {
    const many = Array.from({ length: 30 }, (_, index) => `user${index}:x:1:1:::`);
    write(
      'passwd',
      ['a\u001b[31m:x:1:1', '::error::x:x:1:1', `${'n'.repeat(200)}:x:1:1`, ':', ...many].join('\n'),
    );
    const { message } = refusalOf('app');
    expect(message).toMatch(/has only …, user10, user11, .*user29$/);
    expect(message).toHaveLength(
      `could not find the user app: /etc/passwd of the base has only …, `.length + 20 * 8 - 2,
    );
  });

  test('with other bytes than UTF-8 and NUL still has its other lines', () => {
    write('passwd', Buffer.concat([Buffer.from([0xff, 0x00, 0xfe, 0x0a]), Buffer.from('app:x:5:6:::\n')]));
    expect(find('app')).toEqual({ uid: 5, gid: 6 });
  });

  test('larger than 1 MiB is read up to there', () => {
    write('passwd', `app:x:5:6:::\n${'#'.repeat(1024 * 1024)}\nlate:x:7:8:::\n`);
    expect(find('app')).toEqual({ uid: 5, gid: 6 });
    expect(refusalOf('late').message).toMatch(/^could not find the user late/);
  });

  test('never gives a part of a number at the cut', () => {
    const line = 'app:x:5:1000';
    const filler = (length: number) => `${'#'.repeat(length - 1)}\n`;
    write('passwd', `${filler(1024 * 1024 - line.length + 2)}${line}:::\n`);
    expect(refusalOf('app').message).toMatch(/^could not find the user app/);
  });

  test('is nothing if the name is a pipe, a directory or a device', () => {
    const file = path.join(root, 'etc/passwd');
    const device = process.getuid?.() === 0 ? [['mknod', file, 'c', '1', '5'] as const] : [];
    for (const make of [['mkfifo', file] as const, ['mkdir', file] as const, ...device]) {
      execFileSync(make[0], make.slice(1));
      expect(refusalOf('app').message).toBe(NONE);
      expect(imageHome(root, 0)).toBe('/');
      rmSync(file, { recursive: true });
    }
  });

  test('leads by links to files of the root only', () => {
    writeFileSync(path.join(directory, 'outside'), 'app:x:0:0:::\n');
    for (const target of ['../../outside', path.join(directory, 'outside'), 'passwd', '/proc/self/environ']) {
      symlinkSync(target, path.join(root, 'etc/passwd'));
      expect(refusalOf('app').message).toBe(NONE);
      rmSync(path.join(root, 'etc/passwd'));
    }
    mkdirSync(path.join(root, 'usr'));
    writeFileSync(path.join(root, 'usr/passwd'), 'app:x:5:6:::\n');
    symlinkSync('/usr/passwd', path.join(root, 'etc/passwd'));
    expect(find('app')).toEqual({ uid: 5, gid: 6 });
  });

  test('gives no more groups than a process can have', () => {
    write('passwd', 'app:x:5:6:::\n');
    write('group', Array.from({ length: 70_000 }, (_, gid) => `g::${gid}:app`).join('\n'));
    expect(find('app').groups).toHaveLength(MAX_GROUPS);
  });
});
