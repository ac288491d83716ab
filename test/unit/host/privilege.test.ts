import { afterEach, expect, test, vi } from 'vitest';
import { whyNoLoopDevices, whyNoMounts } from '../../../src/host/privilege.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a missing program is no missing right', async () => {
  vi.stubEnv('PATH', '/nowhere');
  expect([await whyNoMounts(), await whyNoLoopDevices('/nowhere')]).toEqual([undefined, undefined]);
});
