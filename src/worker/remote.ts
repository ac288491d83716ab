import type { BuildRequest, CarrierRequest } from '../contract/request.ts';
import type { Store } from '../contract/store.ts';
import type { UserDirectory } from '../contract/user-directory.ts';
import type { OpenedCarriers, RemoteMachinery } from '../engine/elsewhere/machinery.ts';
import { must, ObuilderError } from '../errors.ts';
import type { RemoteSettings } from '../remote/settings.ts';
import { withoutCarriers } from '../request/carriers/unused.ts';
import { carriersHere } from './carriers-here.ts';

type CacheRequest = Pick<BuildRequest, 'cacheFrom' | 'cacheTo' | 'cacheOptions' | 'secrets'>;

export interface RemoteParts extends Omit<RemoteSettings, 'openDirectory'> {
  readonly store: Store;
  /** Opens a directory with the rights of the user. */
  readonly directory: (path: string) => Promise<UserDirectory>;
  readonly onWarning: (message: string) => void;
}

/** As many compressed bytes as a fast network brings in a second. */
const MAX_BYTES_PER_SECOND = 100 * 1024 ** 2;
const FIND_MS = 30_000;
/** Shorter keys can be guessed by everybody who reads a record. */
const MIN_KEY_BYTES = 16;

/**
 * Connects a build with its carriers; undefined without carriers, and without the key that signs records. Loads the code of carriers
 * and layers only when needed.
 *
 * @throws ObuilderError `input-invalid` for a short key and for a required carrier that this machine lacks; `secret-missing` for a missing key if carriers are required
 */
export function remoteMachinery(request: CacheRequest, parts: RemoteParts): RemoteMachinery | undefined {
  const { cacheOptions = {} } = request;
  const unused = hasCarriers(request) ? undefined : withoutCarriers(cacheOptions);
  if (unused !== undefined) parts.onWarning(unused);
  const here = carriersHere(request, { env: parts.cacheProgram?.env ?? {}, onWarning: parts.onWarning });
  if (!hasCarriers(here)) return undefined;
  const { cacheFrom, cacheTo } = here;
  const { isRequired = false, minSeconds = 0, maxBytesPerSecond = MAX_BYTES_PER_SECOND } = cacheOptions;
  const key = keyOf(request);
  if (key === undefined && cacheOptions.keySecret !== undefined) {
    const missing = missingKey(cacheOptions.keySecret);
    if (isRequired) throw missing;
    parts.onWarning(`cache-from and cache-to are not used: ${missing.message}`);
    return undefined;
  }
  return {
    settings: {
      mayFind: cacheFrom.length > 0,
      mayStore: cacheTo.length > 0,
      isRequired,
      slots: cacheOptions.slots ?? [],
      key,
      minSeconds,
      maxBytesPerSecond,
      findMs: FIND_MS,
    },
    open: () => openCarriers({ cacheFrom, cacheTo, isRequired }, parts),
  };
}

const hasCarriers = ({ cacheFrom = [], cacheTo = [] }: Pick<CacheRequest, 'cacheFrom' | 'cacheTo'>) =>
  cacheFrom.length + cacheTo.length > 0;

function keyOf({ cacheOptions, secrets }: CacheRequest): Uint8Array | undefined {
  const id = cacheOptions?.keySecret;
  if (id === undefined) return undefined;
  const value = Buffer.from((Object.hasOwn(secrets, id) && secrets[id]) || '', 'base64');
  // A job of a fork has no secrets: GitHub gives an empty text.
  if (value.length === 0) return undefined;
  if (value.length >= MIN_KEY_BYTES) return value;
  throw new ObuilderError(
    'input-invalid',
    `the secret "${id}" of cache-key-secret has ${value.length} bytes: expected ${MIN_KEY_BYTES} or more`,
    { value: id, hint: 'Make a key, for example with: openssl rand -hex 32' },
  );
}

function missingKey(id: string): ObuilderError {
  return new ObuilderError('secret-missing', `the secret "${id}" of cache-key-secret was not given`, {
    value: id,
    hint: 'Give its value, or leave out cache-from and cache-to: a job of a fork has no secrets.',
  });
}

interface ToOpen {
  readonly cacheFrom: readonly CarrierRequest[];
  readonly cacheTo: readonly CarrierRequest[];
  readonly isRequired: boolean;
}

async function openCarriers(
  { cacheFrom, cacheTo, isRequired }: ToOpen,
  { store, directory, onWarning, ...settings }: RemoteParts,
): Promise<OpenedCarriers> {
  const [{ openCarrier }, { openLayers }] = await Promise.all([
    import('../remote/open.ts'),
    import('../layer/open.ts'),
  ]);
  const all = [...cacheFrom, ...cacheTo];
  const directories = new Map<string, UserDirectory>();
  for (const request of all)
    if (request.type === 'local') directories.set(request.directory, await directory(request.directory));
  for (const [path, opened] of directories) {
    const isFilled = cacheTo.some((request) => request.type === 'local' && request.directory === path);
    if (isFilled || (await mayHaveResults(opened))) continue;
    const empty = withoutResults(path);
    if (isRequired) throw empty;
    onWarning(`${empty.message}: check the path`);
  }
  const openDirectory = (path: string) => must(directories.get(path), 'a directory of a carrier');
  const opened = new Map<string, ReturnType<typeof openCarrier>>();
  // A carrier in both lists shares connections, and counts its traffic once.
  const open = async ({ compression: _, ...request }: CarrierRequest) => {
    const name = JSON.stringify(request);
    const carrier = opened.get(name) ?? openCarrier(request, { ...settings, openDirectory });
    opened.set(name, carrier);
    return await carrier;
  };
  return {
    from: await Promise.all(cacheFrom.map(open)),
    to: await Promise.all(
      cacheTo.map(async (request) => {
        return { carrier: await open(request), compression: request.compression ?? 'zstd' };
      }),
    ),
    layers: openLayers(store),
  };
}

/** The first record makes `records`. Other faults of the directory surface with the first search. */
async function mayHaveResults(directory: UserDirectory): Promise<boolean> {
  return await directory.hasDirectory('records', new AbortController().signal).catch(() => true);
}

function withoutResults(directory: string): ObuilderError {
  return new ObuilderError(
    'remote-failed',
    `the directory ${directory} of cache-from has no stored results`,
    {
      value: directory,
      hint: 'Check the path, and whether its disk is mounted. For a new directory, name it in cache-to too, or build without cache-required once.',
    },
  );
}
