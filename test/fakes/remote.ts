import type { Carrier } from '../../src/contract/remote.ts';
import type { RemoteSettings } from '../../src/engine/elsewhere/machinery.ts';
import { type Bench, openBench } from './build.ts';
import { type FakeLayers, fakeLayers } from './layers.ts';
import { MemoryCarrier, type RemoteMemory } from './memory-carrier.ts';

/** A machine with its own store that shares results through carriers. */
export interface Runner extends Bench {
  readonly layers: FakeLayers;
  readonly carrier: Carrier;
  /** How often the code of the carriers was loaded. */
  readonly opened: () => number;
}

export interface RunnerOptions {
  readonly memory?: RemoteMemory;
  readonly from?: readonly Carrier[];
  readonly to?: readonly Carrier[];
  readonly settings?: Partial<RemoteSettings>;
}

export function openRunner(options: RunnerOptions = {}): Runner {
  const bench = openBench();
  const layers = fakeLayers(bench.store);
  const carrier = new MemoryCarrier(options.memory);
  const { from = [carrier], to = [carrier] } = options;
  let opened = 0;
  const settings = {
    mayFind: from.length > 0,
    mayStore: to.length > 0,
    isRequired: false,
    slots: [],
    minSeconds: 0,
    maxBytesPerSecond: 100_000_000,
    findMs: 60_000,
    ...options.settings,
  };
  const open = async () => {
    opened += 1;
    return { from, to: to.map((one) => ({ carrier: one, compression: 'zstd' as const })), layers };
  };
  const machinery = { ...bench.machinery, remote: { settings, open } };
  return { ...bench, machinery, layers, carrier, opened: () => opened };
}
