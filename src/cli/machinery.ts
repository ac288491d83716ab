import type { Machinery } from '../build/build.ts';
import { findProgram } from '../host/probes.ts';
import { openImages } from '../image/images.ts';
import { openSandbox } from '../sandbox/open.ts';
import type { Store } from '../store/contract.ts';
import { openStore } from '../store/open.ts';
import { resolveStore } from '../store/resolve.ts';
import { openTrees } from '../tree/open.ts';
import type { BuildRequest, StoreRequest } from '../worker/protocol.ts';
import { places } from './places.ts';

/** Opens the store that was asked for, lends it, and closes it whatever happens. */
export async function withStore<T>(request: StoreRequest, use: (store: Store) => Promise<T>): Promise<T> {
  const place = await resolveStore({
    store: request.store,
    directory: request.poolDirectory ?? places.poolDirectory,
    bytes: request.poolBytes,
  });
  const store = await openStore(place);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** The drivers, wired together for one build. */
export async function withMachinery<T>(
  { storeRequest, dockerConfig, proxy }: Pick<BuildRequest, 'storeRequest' | 'dockerConfig' | 'proxy'>,
  use: (machinery: Machinery) => Promise<T>,
): Promise<T> {
  // Imported for those who need it: this module takes as long to load as a cached build takes.
  if (proxy !== undefined) (await import('node:http')).setGlobalProxyFromEnv(proxy);
  // Containers of dead processes go before the store removes the directories that those run in.
  const runtime = findProgram('runc', process.env['PATH'] ?? '');
  const sandbox = await openSandbox({ runtime, stateDir: places.runDirectory });
  await sandbox.repair();
  return await withStore(storeRequest, async (store) => {
    return await use({
      store,
      sandbox,
      images: openImages({ memo: store.memo, dockerConfig }),
      trees: openTrees(),
    });
  });
}
