import { expect, test } from 'vitest';
import { drivers, parseStoreName, storeForms } from '../../../src/volume/drivers.ts';

test.each(Object.entries(drivers))('%s names a store as its example does', (driver, { example }) => {
  expect(parseStoreName(`${driver}:${example}`)).toEqual({ driver, root: example });
});

const ofDirectories = Object.entries(drivers).filter(([, { form }]) => form === 'DIRECTORY');

test.each(ofDirectories)('%s:DIRECTORY names a store', (driver) => {
  expect(parseStoreName(`${driver}:/srv/a:b c`)).toEqual({ driver, root: '/srv/a:b c' });
});

test.each(['tank', 'tank/a', 'Tank/a-b_c.d:e f/0', `tank/${'x'.repeat(175)}`])(
  'zfs:%s names a store',
  (name) => {
    expect(parseStoreName(`zfs:${name}`)).toEqual({ driver: 'zfs', root: name });
  },
);

test.each([
  ['', 'slash'],
  ['/tank', 'slash'],
  ['tank/', 'slash'],
  ['tank//a', 'slash'],
  ['tank@now', 'letters'],
  ['tank/a#b', 'letters'],
  ['tank/a%b', 'letters'],
  ['tank/é', 'letters'],
  ['tank/a\nb', 'letters'],
  ['tank/..', '".."'],
  ['0tank', 'begins with a letter'],
  ['mirror', 'no pool'],
  ['raidz2', 'no pool'],
  ['c0t0', 'no pool'],
  [`tank/${'x'.repeat(176)}`, 'longer'],
])('zfs:%j is refused: %s', (name, reason) => {
  expect(() => parseStoreName(`zfs:${name}`)).toThrow(
    expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining(reason) }),
  );
});

test.each([
  '',
  'btrfs',
  'btrfs:',
  'btrfs:relative',
  ':/x',
  'zfs9:/x',
  'toString:/x',
  '/x',
  'auto',
  'BTRFS:/x',
])('%j is refused with a list of all forms', (text) => {
  const expected = {
    code: 'input-invalid',
    value: text,
    hint: expect.stringContaining(storeForms.join(' or ')),
  };
  expect(() => parseStoreName(text)).toThrow(expect.objectContaining(expected));
});
