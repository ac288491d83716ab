import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type InsidePath, resolveInside, walkInside } from '../../../src/files/inside.ts';
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
  expect(resolve(target).file).toBe(`${work.root}${expected}`);
});

test.each([
  ['/usr/bin/../bin', '/usr/bin'],
  ['/../../usr', '/usr'],
  ['/', '/'],
  ['/absolute/hosts', '/etc/hosts'],
  ['/new/../../absolute', '/etc'],
])('%j is %j inside', (target, inside) => {
  expect(resolve(target)).toMatchObject({ inside, under: undefined });
});

test('the result tells the kind of file and the deepest existing directory', () => {
  expect(resolve('/absolute').found).toBe('directory');
  expect(resolve('/absolute/file')).toMatchObject({ found: 'other', existing: path.join(work.root, 'etc') });
  expect(resolve('/bin/a/b')).toMatchObject({
    found: undefined,
    existing: path.join(work.root, 'usr/bin'),
  });
  expect(resolve('/host/shadow').existing).toBe(work.root);
});

test.each(['/loop', '/loop/x', '/ping', '/etc/file/x', '/etc/file/..'])('%j is refused', (target) => {
  expect(() => resolve(target)).toThrow(/^goes through /);
});

test('40 links are followed and 41 refused', () => {
  for (let link = 1; link <= 41; link += 1)
    symlinkSync(link === 1 ? 'etc' : `link${link - 1}`, path.join(work.root, `link${link}`));
  expect(resolve('/link40').inside).toBe('/etc');
  expect(() => resolve('/link41')).toThrow('goes through too many symbolic links');
});

test('a root that is a link is refused', () => {
  expect(() => resolveInside(path.join(work.root, 'bin'), '/', { refuse: Error })).toThrow('no directory');
});

test('a walk ends at a covered path', () => {
  const covered = new Set(['/usr/bin']);
  expect(resolve('/bin/x/../y', covered)).toMatchObject({ inside: '/usr/bin/y', under: '/usr/bin' });
  expect(resolve('/usr/bin', covered)).toMatchObject({ inside: '/usr/bin', under: '/usr/bin' });
});

test('a name that is not UTF-8 is kept', () => {
  symlinkSync(Buffer.from('a\xff', 'latin1'), path.join(work.root, 'bytes'));
  mkdirSync(Buffer.from(`${work.root}/a\xff`, 'latin1'));
  expect(resolve('/bytes')).toMatchObject({ inside: '/a\udcff', found: 'directory' });
});

test('a walk leaves every directory that it goes up from', () => {
  const left: string[] = [];
  const walked = walkInside<string>(
    {
      start: { names: [], directories: ['/'] },
      look: (name, { here }) => (name === 'top' ? { link: '/a' } : { directory: here }),
      leave: (directory) => void left.push(directory),
      refuse: Error,
    },
    '/../x/y/../top/b',
  );
  expect(left).toEqual(['/x/y', '/x']);
  expect(walked).toMatchObject({ names: ['a', 'b'], directories: ['/', '/a', '/a/b'], found: 'directory' });
});

function resolve(target: string, covered?: ReadonlySet<string>): InsidePath {
  return resolveInside(work.root, target, { refuse: Error, ...(covered && { covered }) });
}
