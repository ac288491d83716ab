import { setImmediate } from 'node:timers/promises';
import type { Exports } from '../contract/exports.ts';
import type { ResolveOptions } from '../contract/images.ts';
import type { PruneLimits } from '../contract/limits.ts';
import type { BuildRequest, StoreWish } from '../contract/request.ts';
import type { Sandbox } from '../contract/sandbox.ts';
import type { StoreKeeper } from '../contract/store.ts';
import type { Machinery } from '../engine/build.ts';
import { must } from '../errors.ts';
import { needMounts } from '../host/privilege.ts';
import { findProgram } from '../host/probes.ts';
import { askAhead, openImages } from '../image/open.ts';
import type { AskedTags, ImageSettings } from '../image/sources/source.ts';
import { trustOf } from '../registry/trust.ts';
import { openSandbox, type SandboxOptions } from '../sandbox/open.ts';
import { type ResolvedStore, resolveStore } from '../store/choose/resolve.ts';
import { openStore } from '../store/open.ts';
import { mergeLimits } from '../store/upkeep/merge-limits.ts';
import { openTrees } from '../tree/open.ts';
import { asker } from './asker.ts';
import { readAuthorities } from './authorities.ts';
import { cacheProgram } from './cache-program.ts';
import { type Boundary, readBoundary } from './owner/boundary.ts';
import { chooseStore } from './owner/choose-store.ts';
import { mayReachMachine } from './owner/network.ts';
import { userNamespaceFor } from './owner/user-namespace.ts';
import { places } from './places.ts';
import { remoteMachinery } from './remote.ts';
import { unusedSize } from './unused-size.ts';

export interface StoreOptions {
  /** The asking user and the owner's rules; determined from this process by default. */
  readonly boundary?: Boundary | undefined;
  /** The limits of a build: root's limits count for the store, a user's limits for this user's own results. */
  readonly limits?: PruneLimits | undefined;
  readonly onNotice?: ((text: string) => void) | undefined;
  readonly onWarning?: ((text: string) => void) | undefined;
  /** The image that the work resolves first, and how. A registry answers while the store opens. */
  readonly firstImage?: { readonly image: string; readonly options: ResolveOptions } | undefined;
  /** Whether a job asks. The spec of a job may come from a pull request, even if root owns the runner. */
  readonly isJob?: boolean | undefined;
  /** Whether a missing store is made, as builds do. Otherwise a missing store is an error. */
  readonly isMaking?: boolean | undefined;
}

export interface UsedStore extends ResolvedStore {
  /** The owner's limits of the store. */
  readonly limits?: PruneLimits | undefined;
}

/** Opens the requested store if the caller may use the store, lends the store to `work`, and closes it in any case. */
export async function withStore<T>(
  request: StoreWish,
  use: (store: StoreKeeper, place: UsedStore) => Promise<T>,
  { boundary, limits, onNotice = noticeOnStderr, isMaking = false }: StoreOptions = {},
): Promise<T> {
  const { caller, rules } = boundary ?? (await readBoundary());
  const { wish, limits: owners } = chooseStore(request, caller, rules);
  const find = isMaking ? resolveStore : (await import('../store/choose/existing.ts')).findStore;
  const directory = wish.poolDirectory ?? places.poolDirectory;
  const place = await find({ store: wish.store, namedBy: wish.namedBy, directory, bytes: wish.poolBytes });
  const unused = unusedSize(place, request, directory);
  if (unused !== undefined) onNotice(unused);
  const own = caller.isRoot
    ? { limits: mergeLimits(owners, limits) }
    : { limits: owners, user: { uid: caller.uid, minFree: limits?.minFree } };
  const store = await openStore(place, { ...own, onNotice, isLooking: !isMaking });
  try {
    return await use(store, { ...place, limits: owners });
  } finally {
    await store.close();
  }
}

function noticeOnStderr(text: string): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Opens this machine's sandbox and removes the leftovers of dead processes.
 *
 * @throws ObuilderError `store-unavailable` if this process lacks the right to mount, before anything is made
 */
export async function readySandbox(options: Omit<SandboxOptions, 'runtime' | 'stateDir'>): Promise<Sandbox> {
  needMounts();
  const runtime = findProgram('runc', process.env['PATH'] ?? '');
  const sandbox = await openSandbox({ ...options, runtime, stateDir: places.runDirectory });
  await sandbox.repair();
  return sandbox;
}

/** Connects the drivers for a build. */
export async function withMachinery<T>(
  request: Pick<
    BuildRequest,
    | 'storeRequest'
    | 'dockerConfig'
    | 'proxy'
    | 'environment'
    | 'userNamespace'
    | 'cacheFrom'
    | 'cacheTo'
    | 'cacheOptions'
    | 'secrets'
    | 'ca'
  >,
  use: (machinery: Machinery & { readonly store: StoreKeeper }, place: UsedStore) => Promise<T>,
  options: StoreOptions = {},
): Promise<T> {
  const { storeRequest, dockerConfig, proxy, userNamespace, environment = {} } = request;
  const { files: filesOf, trees, memo, directory, tree } = await asker();
  // Loading this module of Node takes as long as a cached build.
  if (proxy !== undefined) process.getBuiltinModule('node:http').setGlobalProxyFromEnv(proxy);
  const boundary = options.boundary ?? (await readBoundary());
  const wall = userNamespaceFor(userNamespace, boundary.rules);
  const { imageDirectories } = boundary.rules;
  const files = filesOf(environment);
  const onWarning = options.onWarning ?? noticeOnStderr;
  const authorities = await readAuthorities(request, { files, rules: boundary.rules, onWarning });
  const trust = trustOf(files, environment, authorities);
  const settings = { files, dockerConfig, trust, imageDirectories, isConfined: options.isJob };
  const asked = await ahead(options.firstImage, { settings, storeRequest, boundary });
  // Removes containers of dead processes before the store removes the directories of these containers.
  const sandbox = await readySandbox({
    authorities,
    userNamespace: wall,
    mayReachMachine: mayReachMachine(boundary.rules),
    onNotice: options.onNotice,
  });
  const lend = (store: StoreKeeper, place: UsedStore) => {
    const images = openImages({ memo: memo(store.memo), asked, ...settings });
    const openExports = async () => (await import('../export/open.ts')).openExports({ tree });
    const exports: Exports = {
      start: async (src) => (await openExports()).start(src),
      write: async (asked) => (await openExports()).write(asked),
    };
    const imageTools = async () => {
      const [{ openImageOutputs }, { openLayers }] = await Promise.all([
        import('../publish/open.ts'),
        import('../layer/open.ts'),
      ]);
      const access = { files, dockerConfig, trust, directory };
      return { images: openImageOutputs(access), layers: openLayers(store) };
    };
    const openFailed = (id: string) => openKept(store, id);
    const remote = remoteMachinery(request, {
      store,
      files,
      dockerConfig,
      trust,
      cacheProgram: cacheProgram(must(process.argv[1], 'the path of this program'), {
        env: environment,
        authorities,
      }),
      directory: (path) => directory({ path }),
      onWarning,
    });
    return use(
      { store, sandbox, images, trees: trees(openTrees()), exports, imageTools, openFailed, remote },
      place,
    );
  };
  return await withStore(storeRequest, lend, { ...options, boundary, isMaking: true });
}

interface Ahead {
  readonly settings: Omit<ImageSettings, 'memo'>;
  readonly storeRequest: StoreWish;
  readonly boundary: Boundary;
}

/** Sends the request for the first image's tag, but nothing for a user who may not use the store. */
async function ahead(
  first: StoreOptions['firstImage'],
  { settings, storeRequest, boundary: { caller, rules } }: Ahead,
): Promise<AskedTags | undefined> {
  if (first === undefined) return undefined;
  chooseStore(storeRequest, caller, rules);
  const asked = askAhead(first.image, { settings, options: first.options });
  // The rest of a turn of the event loop does not look at connections. In the next turn, a connection to a near registry opens, and
  // the request leaves.
  for (let turn = 0; asked.size > 0 && turn < 2; turn += 1) await setImmediate();
  return asked;
}

/** Returns the files of a failed step that this build has kept. */
async function openKept(store: StoreKeeper, id: string): Promise<string | undefined> {
  if (!store.failed().some((step) => step.id === id)) return undefined;
  return (await store.checkout(id)).rootfs;
}
