import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryWorld } from '../places/carrier-worlds.ts';
import { type RegistryServer, registryKinds, startRegistryServer } from '../places/registry-server.ts';
import { carrierSuite } from '../suites/carrier.ts';

for (const kind of registryKinds()) {
  describe(`with ${kind}`, () => {
    let server: RegistryServer;
    beforeAll(async () => {
      server = await startRegistryServer(kind);
    });
    afterAll(() => server?.close());
    carrierSuite(`a repository of ${kind}`, () => registryWorld(server.host));
  });
}

test('Debian’s registry is always tried', () => {
  expect(registryKinds()).toContain('docker-registry 2.8');
});
