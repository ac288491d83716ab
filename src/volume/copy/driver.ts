import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { bytesIn, copyTree, removeTrees } from '../../files/file-trees.ts';
import { fullPlaceOf, spaceAt } from '../../files/full-disk.ts';
import { makeSync } from '../../files/sync.ts';
import { bindReadOnly } from '../../host/mounts.ts';
import { nearestExisting } from '../../host/probes.ts';
import {
  type DriverEntry,
  directoryFault,
  hasStore,
  type SnapshotDriver,
  wholeOrNothing,
} from '../driver.ts';
import { asPlaceError } from '../fault.ts';
import { makeRoot } from '../root.ts';
import { diskSpare, storeUsed } from '../space.ts';

export const copy: DriverEntry = {
  summary:
    'a directory on any Linux file system; each step copies all files, without their content on xfs and btrfs',
  form: 'DIRECTORY',
  example: '/srv/obuilder',
  needs: { programs: [] },
  fallback: { obstacle: () => undefined },
  faultOf: directoryFault,
  isThere: hasStore,
  open: async (place) => {
    if (!hasStore(place)) expectOwners(place);
    const root = realpathSync(place);
    return { driver: driverAt(root), root };
  },
};

/** Makes the place and tries owners, modes and links, since the files of a step use all of these. */
function expectOwners(place: string): void {
  // Another process may try the same place at the same time.
  const file = path.join(place, 'v1', `trial-${randomBytes(6).toString('hex')}`);
  const link = `${file}-link`;
  try {
    // First, because mkdir on a read-only disk fails with ENOENT.
    accessSync(nearestExisting(place), constants.W_OK);
    makeRoot(place);
    writeFileSync(file, '', { mode: 0o600 });
    chownSync(file, 1, 2);
    chmodSync(file, 0o4751);
    symlinkSync(file, link);
    const { uid, gid, mode } = lstatSync(file);
    if (uid !== 1 || gid !== 2 || (mode & 0o7777) !== 0o4751) throw new Error('owners or modes are not kept');
  } catch (cause) {
    const told = asPlaceError(place, cause);
    if (told.code === 'store-full' || told.code === 'disk-full') throw told;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ObuilderError('store-unavailable', `a store cannot be at ${place}: ${reason}`, {
      value: place,
      hint: 'Give a directory on a file system with owners, modes and links, such as ext4 or xfs.',
      cause,
    });
  } finally {
    for (const one of [file, link]) rmSync(one, { force: true });
  }
}

function driverAt(root: string): SnapshotDriver {
  const fullPlace = () => fullPlaceOf([root]);
  const whole = (to: string, make: () => Promise<void>) =>
    wholeOrNothing({ remove: removeTrees, fullPlace }, to, make);
  const snapshotWhole = (from: string, to: string) => whole(to, () => snapshot(from, to));
  return {
    create: async (volume) => {
      mkdirSync(volume, { mode: 0o700 });
      chmodSync(volume, 0o755);
    },
    snapshot: snapshotWhole,
    advance: snapshotWhole,
    seal: async () => undefined,
    rest: async () => undefined,
    persist: makeSync(root),
    view: async (volume, at) => {
      await whole(at, async () => {
        mkdirSync(at, { mode: 0o700 });
        await bindReadOnly(volume, at);
      });
      return at;
    },
    remove: removeTrees,
    settle: async () => undefined,
    space: () => spaceAt(root),
    fullPlace,
    removesAtOnce: false,
    hasManyWriters: true,
    spareBytes: () => diskSpare(root),
    ownBytes: (volume) => bytesIn([volume]),
    usedBytes: () => storeUsed(root),
  };
}

/**
 * Copies a volume that another process may remove meanwhile, which would leave a copy without some files. A remover renames the
 * volume first. So if the volume is still at its path after the copy, it was whole during the copy.
 */
async function snapshot(from: string, to: string): Promise<void> {
  // An open descriptor keeps the inode number from reuse.
  const source = openSync(from, 'r');
  try {
    await copyTree(from, to);
    if (lstatSync(from).ino === fstatSync(source).ino) return;
    throw new ObuilderError('result-missing', `${from} was replaced while it was copied`, { value: from });
  } finally {
    closeSync(source);
  }
}
