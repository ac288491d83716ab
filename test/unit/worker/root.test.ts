import { expect, test } from 'vitest';
import { asRoot, sudoersLine, sudoRefusal } from '../../../src/worker/root.ts';

const asked = { user: 'x', command: ['sudo', '-n', 'node', 'cli', 'worker'] };

test('root needs no sudo; others ask it without a password', () => {
  expect(asRoot(['a', 'b'], 0)).toEqual(['a', 'b']);
  expect(asRoot(['a', 'b'], 1000)).toEqual(['sudo', '-n', 'a', 'b']);
});

test('names with characters that mean something in sudoers are escaped', () => {
  expect(sudoersLine('DOMAIN\\jo doe', ['/a b', '/c:d'])).toBe(
    'DOMAIN\\\\jo\\ doe ALL=(root) NOPASSWD: /a\\ b /c\\:d, /usr/bin/apt-get',
  );
  expect(sudoersLine('#1001', ['/n', 'worker'])).toBe(
    '#1001 ALL=(root) NOPASSWD: /n worker, /usr/bin/apt-get',
  );
});

test.each([
  ['sudo: a password is required\n', 'a password is required'],
  ['sudo: The "no new privileges" flag is set\nsudo: see more\n', 'The "no new privileges" flag is set'],
  ['x is not in the sudoers file', 'x is not in the sudoers file'],
])('%j is a refusal', (stderr, reason) => {
  expect(sudoRefusal(stderr, asked)).toMatchObject({ code: 'not-root', value: reason });
});

test('what others write to stderr is none', () => {
  expect(sudoRefusal('Error: pseudo: sudo\n', asked)).toBeUndefined();
});
