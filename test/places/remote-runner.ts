import type { CarrierRequest } from '../../src/contract/request.ts';
import type { StoreKeeper } from '../../src/contract/store.ts';
import type { RemoteSettings } from '../../src/engine/elsewhere/machinery.ts';
import { openExports } from '../../src/export/open.ts';
import { openImages } from '../../src/image/open.ts';
import { openLayers } from '../../src/layer/open.ts';
import { openImageOutputs } from '../../src/publish/open.ts';
import { ownAccess } from '../../src/reader/own-access.ts';
import { ownFiles } from '../../src/reader/own-files.ts';
import { userDirectory } from '../../src/reader/user-directory.ts';
import { userTree } from '../../src/reader/user-tree.ts';
import { openCarrier } from '../../src/remote/open.ts';
import type { RemoteSettings as CarrierSettings } from '../../src/remote/settings.ts';
import { openStore } from '../../src/store/open.ts';
import { parseStoreName } from '../../src/volume/drivers.ts';
import { type Bench, openBench } from '../fakes/build.ts';
import { carrierSettings } from './carrier-worlds.ts';
import type { DriverPlace } from './driver-places.ts';

/** A machine with a real store, real images, layers and carriers; its commands are scripts of the test. */
export interface RemoteRunner extends Bench {
  readonly keeper: StoreKeeper;
}

let stores = 0;

export interface RunnerOptions extends Partial<RemoteSettings> {
  readonly carrier?: Partial<CarrierSettings>;
}

export async function openRemoteRunner(
  place: Pick<DriverPlace, 'driver' | 'newStore'>,
  carriers: readonly CarrierRequest[],
  { carrier: more, ...settings }: RunnerOptions = {},
): Promise<RemoteRunner> {
  stores += 1;
  const keeper = await openStore(parseStoreName(`${place.driver}:${place.newStore(`s${stores}`).place}`));
  const bench = openBench(keeper);
  const open = async () => {
    const opened = await Promise.all(carriers.map((carrier) => openCarrier(carrier, carrierSettings(more))));
    const to = opened.map((carrier) => ({ carrier, compression: 'zstd' as const }));
    return { from: opened, to, layers: openLayers(keeper) };
  };
  const defaults = {
    isRequired: false,
    slots: [],
    minSeconds: 0,
    maxBytesPerSecond: 2 ** 40,
    findMs: 30_000,
  };
  const remote = { settings: { mayFind: true, mayStore: true, ...defaults, ...settings }, open };
  const images = openImages({ memo: keeper.memo, files: ownFiles({}) });
  const { openDirectory: _, ...access } = carrierSettings();
  const own = ownAccess();
  const outputs = openImageOutputs({ ...access, directory: async (place) => userDirectory(own, place) });
  const imageTools = async () => ({ images: outputs, layers: openLayers(keeper) });
  const exports = openExports({ tree: (at, signal) => userTree(own.send, at, signal) });
  return { ...bench, keeper, machinery: { ...bench.machinery, images, imageTools, exports, remote } };
}
