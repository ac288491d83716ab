import type { Machinery } from '../build/build.ts';
import { findProgram } from '../host/probes.ts';
import { openImages } from '../image/images.ts';
import { trustOf } from '../image/trust.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import { openSandbox } from '../sandbox/open.ts';
import type { Store } from '../store/contract.ts';
import { type OpenOptions, openStore } from '../store/open.ts';
import { type ResolvedStore, resolveStore } from '../store/resolve.ts';
import { openTrees } from '../tree/open.ts';
import type { BuildRequest } from '../worker/protocol.ts';
import { asker } from './asker.ts';
import { places } from './places.ts';
import type { StoreWish } from './store-flags.ts';

/** Opens the store that was asked for, lends it, and closes it whatever happens. */
export async function withStore<T>(
  request: StoreWish,
  use: (store: Store, place: ResolvedStore) => Promise<T>,
  options: OpenOptions = { onNotice: noticeOnStderr },
): Promise<T> {
  const place = await resolveStore({
    store: request.store,
    namedBy: request.namedBy,
    directory: request.poolDirectory ?? places.poolDirectory,
    bytes: request.poolBytes,
  });
  const store = await openStore(place, options);
  try {
    return await use(store, place);
  } finally {
    await store.close();
  }
}

function noticeOnStderr(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** This machine's sandbox, with what dead processes left in it cleared away. */
export async function readySandbox(): Promise<Sandbox> {
  const runtime = findProgram('runc', process.env['PATH'] ?? '');
  const sandbox = await openSandbox({ runtime, stateDir: places.runDirectory });
  await sandbox.repair();
  return sandbox;
}

/** The drivers, wired together for one build. */
export async function withMachinery<T>(
  request: Pick<BuildRequest, 'storeRequest' | 'dockerConfig' | 'proxy' | 'environment'>,
  use: (machinery: Machinery, place: ResolvedStore) => Promise<T>,
  options?: OpenOptions,
): Promise<T> {
  const { storeRequest, dockerConfig, proxy, environment = {} } = request;
  const { files: filesOf, trees, memo } = asker();
  // Imported for those who need it: this module takes as long to load as a cached build takes.
  if (proxy !== undefined) (await import('node:http')).setGlobalProxyFromEnv(proxy);
  // Containers of dead processes go before the store removes the directories that those run in.
  const sandbox = await readySandbox();
  const lend = (store: Store, place: ResolvedStore) => {
    const files = filesOf(environment);
    const trust = trustOf(files, environment);
    const images = openImages({ memo: memo(store.memo), files, dockerConfig, trust });
    return use({ store, sandbox, images, trees: trees(openTrees()) }, place);
  };
  return await withStore(storeRequest, lend, options);
}
