import { existsSync } from 'node:fs';
import path from 'node:path';
import { canLoadModule, kernelHas, mountOf, nearestExisting } from '../../host/probes.ts';
import { isOnBtrfs } from '../../volume/btrfs/commands.ts';
import { drivers } from '../../volume/drivers.ts';

/** What `store: auto` is decided by. What is slow to find out, or seldom asked for, is a function. */
export interface AutoFacts {
  /** Where `auto` keeps its stores; it need not exist. */
  readonly directory: string;
  readonly isOnBtrfs: boolean;
  readonly isPoolMounted: boolean;
  readonly hasImage: boolean;
  /** Built in, or a module that a mount loads. */
  readonly kernelHas: (fileSystem: string) => boolean;
  readonly hasLoopDevices: () => boolean;
  /** The type of the file system that the directory is on, as /proc/mounts has it. */
  readonly fileSystem: () => string;
  readonly hasDriver: (name: string) => boolean;
}

export interface AutoChoice {
  /** `pool` is the default btrfs pool: found, mounted or made by `openPool`. */
  readonly kind: 'pool' | 'overlayfs' | 'copy';
  /** For `overlayfs` and `copy` the directory; of a pool where it is mounted. */
  readonly directory: string;
  /** Why, in words that follow "auto:". */
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
    hasDriver: (name) => Object.hasOwn(drivers, name),
  };
}

/**
 * What `auto` means on a machine: btrfs where it can be had, in an image file if need be; what the kernel has without it
 * otherwise. A pool that is there is never left for something else, since its results would be lost; only a machine that cannot
 * mount image files at all leaves it (`auto-trial.ts`).
 */
export function chooseStore(facts: AutoFacts): AutoChoice {
  const { directory } = facts;
  const pool = (why: string): AutoChoice => ({ kind: 'pool', directory: path.join(directory, 'pool'), why });
  if (facts.isOnBtrfs) return pool(`${directory} is on btrfs`);
  if (facts.isPoolMounted) {
    return pool(
      facts.hasImage ? 'the pool in an image file, found again' : 'the btrfs that is mounted there',
    );
  }
  if (facts.hasImage) return pool('the pool in an image file, found again and mounted');
  const lack = whyNoPool(facts);
  if (lack === undefined) return pool('a new pool in an image file');
  return withoutPool(facts, lack) ?? pool(`${lack}, and there is no other kind of store`);
}

function whyNoPool(facts: AutoFacts): string | undefined {
  if (!facts.kernelHas('btrfs')) return 'this kernel has no btrfs';
  return facts.hasLoopDevices() ? undefined : 'there are no loop devices for a pool in an image file';
}

function withoutPool(facts: AutoFacts, lack: string): AutoChoice | undefined {
  const at = (kind: 'overlayfs' | 'copy', why: string): AutoChoice => {
    return { kind, directory: path.join(facts.directory, kind), why: `${lack}${why}` };
  };
  const obstacle = whyNoOverlay(facts);
  if (obstacle === undefined) return at('overlayfs', '');
  return facts.hasDriver('copy') ? at('copy', obstacle) : undefined;
}

function whyNoOverlay(facts: AutoFacts): string | undefined {
  if (!facts.hasDriver('overlayfs') || !facts.kernelHas('overlay')) return ' and no overlayfs';
  // A container's own file system: the kernel refuses one as the writable layer of another.
  const isStacked = facts.fileSystem() === 'overlay';
  return isStacked ? `, and ${facts.directory} is on an overlayfs, which cannot hold another` : undefined;
}
