import { expect, test } from 'vitest';
import { fullPath } from '../../../src/host/search-path.ts';

test('the search path includes the system directories', () => {
  expect(fullPath('/a:/usr/bin')).toBe('/a:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin');
  expect(fullPath(undefined)).toMatch(/^\/usr\/local\/sbin:/);
});
