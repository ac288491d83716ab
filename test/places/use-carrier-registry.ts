import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Carrier } from '../../src/contract/remote.ts';
import type { SampleResult } from '../samples/remote-records.ts';
import { expectWhole, never } from '../suites/carrier-place.ts';
import { type RegistryWorld, registryWorld } from './carrier-worlds.ts';
import { type RegistryServer, startRegistryServer } from './registry-server.ts';

/** A carrier in a new repository of a real registry, behind a proxy, for each test. */
export let carrier: Carrier;
export let world: RegistryWorld;

const opened: Carrier[] = [];

export function useCarrierRegistry(): void {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistryServer();
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    world = await registryWorld(server.host);
    carrier = await open();
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
    await world?.remove();
  });
}

/** Opens another carrier in the repository. The end of the test closes the carrier. */
export const open = async (settings: Parameters<RegistryWorld['openWith']>[0] = {}): Promise<Carrier> =>
  closeLater(await world.openWith(settings));

/** Closes a carrier at the end of the test. */
export function closeLater(made: Carrier): Carrier {
  opened.push(made);
  return made;
}

export const put = (...samples: readonly SampleResult[]) =>
  carrier.put(
    samples.map(({ upload }) => upload),
    never,
  );

export const repository = () => world.ref.slice(world.ref.indexOf('/') + 1);

/** Returns the requests, without the repository. */
export const seen = () => world.proxy.seen().map((line) => line.replace(`/v2/${repository()}/`, ''));

export async function readsWhole(sample: SampleResult, from = carrier): Promise<void> {
  const record = (await from.find([sample.record.id], never)).get(sample.record.id);
  if (record === undefined) throw new Error('the record is absent');
  await expectWhole(from, record, sample);
}
