import { expect, test } from 'vitest';
import { asRoot, sudoersLine, sudoRefusal } from '../../../src/worker/root.ts';

test('root needs no sudo; others ask it without a password', () => {
  expect(asRoot(['a', 'b'], 0)).toEqual(['a', 'b']);
  expect(asRoot(['a', 'b'], 1000)).toEqual(['sudo', '-n', 'a', 'b']);
});

test('names with characters that mean something in sudoers are escaped', () => {
  expect(sudoersLine('DOMAIN\\jo doe')).toBe('DOMAIN\\\\jo\\ doe ALL=(root) NOPASSWD: ALL');
  expect(sudoersLine('#1001')).toBe('#1001 ALL=(root) NOPASSWD: ALL');
});

test.each([
  ['sudo: a password is required\n', 'a password is required'],
  ['sudo: The "no new privileges" flag is set\nsudo: see more\n', 'The "no new privileges" flag is set'],
  ['x is not in the sudoers file', 'x is not in the sudoers file'],
])('%j is a refusal', (stderr, reason) => {
  expect(sudoRefusal(stderr, 'x')).toMatchObject({ code: 'not-root', value: reason });
});

test('what others write to stderr is none', () => {
  expect(sudoRefusal('Error: pseudo: sudo\n', 'x')).toBeUndefined();
});
