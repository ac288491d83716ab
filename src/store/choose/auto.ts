import { existsSync } from 'node:fs';
import path from 'node:path';
import { canLoadModule, kernelHas, mountOf, nearestExisting } from '../../host/probes.ts';
import { isOnBtrfs } from '../../volume/btrfs/commands.ts';
import type { AutoMachine } from '../../volume/driver.ts';
import { type DriverName, driverEntry, drivers, POOL_DRIVER } from '../../volume/drivers.ts';

/** What decides about `store: auto`. Slow or seldom used answers are functions. */
export interface AutoFacts extends AutoMachine {
  readonly isOnBtrfs: boolean;
  readonly isPoolMounted: boolean;
  readonly hasImage: boolean;
  readonly hasLoopDevices: () => boolean;
}

export interface AutoChoice {
  readonly driver: DriverName;
  /** Set for the default pool, which `openPool` finds, mounts or makes: in an image file, or on a btrfs that is mounted. */
  readonly pool?: 'image' | 'mounted' | undefined;
  /** The store's directory; for a pool its mount point. */
  readonly directory: string;
  /** The reason, in words that follow "auto:". */
  readonly why: string;
}

export function readAutoFacts(directory: string): AutoFacts {
  const above = nearestExisting(directory);
  return {
    directory,
    isOnBtrfs: isOnBtrfs(above),
    isPoolMounted: isOnBtrfs(path.join(directory, 'pool')),
    hasImage: existsSync(path.join(directory, 'pool.img')),
    kernelHas: (fileSystem) => kernelHas(fileSystem) || canLoadModule(fileSystem),
    hasLoopDevices: () => existsSync('/dev/loop-control'),
    fileSystem: () => mountOf(above)?.type ?? 'unknown',
  };
}

/**
 * Chooses the store of `auto`: a pool of btrfs if the machine can have one, in an image file if need be; otherwise the first fallback
 * of the table of drivers. An existing pool is never left for another store, which would lose its results, unless the machine
 * cannot mount image files at all (`auto-trial.ts`).
 */
export function chooseStore(facts: AutoFacts): AutoChoice {
  const { directory } = facts;
  const at = (pool: 'image' | 'mounted', why: string): AutoChoice => {
    return { driver: POOL_DRIVER, pool, directory: path.join(directory, 'pool'), why };
  };
  if (facts.isOnBtrfs) return at('mounted', `${directory} is on btrfs`);
  if (facts.isPoolMounted) {
    return facts.hasImage
      ? at('image', 'the pool in an image file, found again')
      : at('mounted', 'the btrfs that is mounted there');
  }
  if (facts.hasImage) return at('image', 'the pool in an image file, found again and mounted');
  const lack = whyNoPool(facts);
  if (lack === undefined) return at('image', 'a new pool in an image file');
  return chooseFallback(facts, lack) ?? at('image', `${lack}, and there is no other kind of store`);
}

function whyNoPool(facts: AutoFacts): string | undefined {
  const { fileSystem } = driverEntry(POOL_DRIVER)?.needs ?? {};
  if (fileSystem !== undefined && !facts.kernelHas(fileSystem.name))
    return `this kernel has no ${fileSystem.name}`;
  return facts.hasLoopDevices() ? undefined : 'there are no loop devices for a pool in an image file';
}

/**
 * Chooses the first driver of the table that `auto` may fall back to and this machine can have.
 *
 * @param lack the reason why there is no pool
 * @param after a driver that failed its trial; only later ones count
 */
export function chooseFallback(facts: AutoMachine, lack: string, after?: DriverName): AutoChoice | undefined {
  const names = Object.keys(drivers) as DriverName[];
  let why = lack;
  for (const driver of names.slice(after === undefined ? 0 : names.indexOf(after) + 1)) {
    const fallback = driverEntry(driver)?.fallback;
    if (fallback === undefined) continue;
    const obstacle = fallback.obstacle(facts);
    if (obstacle === undefined) return { driver, directory: path.join(facts.directory, driver), why };
    why += obstacle;
  }
  return undefined;
}
