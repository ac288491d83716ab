import { expect, test } from 'vitest';
import { drivers, parseStoreName, storeForms } from '../../../src/store/drivers.ts';

test.each(Object.keys(drivers))('%s:DIRECTORY names a store', (driver) => {
  expect(parseStoreName(`${driver}:/srv/a:b c`)).toEqual({ driver, root: '/srv/a:b c' });
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
])('%j is refused, with the forms that there are', (text) => {
  const expected = {
    code: 'input-invalid',
    value: text,
    hint: expect.stringContaining(storeForms.join(' or ')),
  };
  expect(() => parseStoreName(text)).toThrow(expect.objectContaining(expected));
});
