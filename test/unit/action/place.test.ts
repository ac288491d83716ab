import { expect, test } from 'vitest';
import { fullPath } from '../../../src/action/place.ts';

test('programs of the system are found by a user whose PATH lacks them', () => {
  expect(fullPath('/a:/usr/bin')).toBe('/a:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin');
  expect(fullPath(undefined)).toMatch(/^\/usr\/local\/sbin:/);
});
