import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resolveInside } from '../../../src/tree/inside.ts';
import { makeWorkplace, type Workplace } from '../../samples/trees.ts';

let work: Workplace;

beforeEach(() => {
  work = makeWorkplace();
  mkdirSync(path.join(work.root, 'usr/bin'), { recursive: true });
  mkdirSync(path.join(work.root, 'etc'));
  writeFileSync(path.join(work.root, 'etc/file'), '');
  const links = {
    bin: 'usr/bin',
    absolute: '/etc',
    up: '../../../../../../etc',
    'usr/bin/sideways': '../../bin/../../etc',
    chain: 'absolute/../bin',
    dangling: 'gone/below',
    loop: 'loop',
    ping: 'pong/x',
    pong: '/ping',
    self: '.',
    host: '/proc/self/root/etc',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(work.root, name));
});

afterEach(() => work?.remove());

test.each([
  ['/', ''],
  ['', ''],
  ['/..', ''],
  ['/../../etc/./file', '/etc/file'],
  ['/bin/ls', '/usr/bin/ls'],
  ['bin', '/usr/bin'],
  ['/absolute/file', '/etc/file'],
  ['/up/passwd', '/etc/passwd'],
  ['/bin/sideways', '/etc'],
  ['/chain', '/usr/bin'],
  ['/self/self/self/up', '/etc'],
  ['/dangling/x', '/gone/below/x'],
  ['/host/shadow', '/proc/self/root/etc/shadow'],
  ['/new/../etc', '/etc'],
])('%j leads to %j', (target, expected) => {
  const { path: found } = resolveInside(work.root, target);
  expect(found).toBe(`${work.root}${expected}`);
});

test('says what is there, and which directory exists', () => {
  expect(resolveInside(work.root, '/absolute').stats?.isDirectory()).toBe(true);
  expect(resolveInside(work.root, '/bin/a/b')).toMatchObject({
    stats: undefined,
    existing: path.join(work.root, 'usr/bin'),
  });
  expect(resolveInside(work.root, '/host/shadow').existing).toBe(work.root);
});

test.each(['/loop', '/loop/x', '/ping', '/etc/file/x', '/etc/file/..'])('%j is refused', (target) => {
  expect(() => resolveInside(work.root, target)).toThrow(
    expect.objectContaining({ code: 'copy-refused', value: target }),
  );
});
