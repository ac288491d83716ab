import { afterAll, beforeAll, describe } from 'vitest';
import { registryWorld } from '../places/carrier-worlds.ts';
import { REGISTRY_KINDS, type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { carrierSuite } from '../suites/carrier.ts';

describe.each(REGISTRY_KINDS)('with %s', (kind) => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistryServer(kind);
  });
  afterAll(() => server?.close());
  carrierSuite(`a repository of ${kind}`, () => registryWorld(server.host));
});
