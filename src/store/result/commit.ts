import { existsSync, promises, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Result, ResultMeta } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { unmountBelow } from '../../host/mounts.ts';
import { asStoreError } from '../../volume/fault.ts';
import { type Engine, endLease, giveUp, type Pending } from '../engine.ts';
import { META, ROOTFS, SCRATCH } from '../layout.ts';
import { writeMeta } from '../meta.ts';
import { withRoomOrWait } from '../upkeep/retry-when-full.ts';
import { dropFailure } from './failed.ts';
import { writeSummary } from './summary.ts';
import { takeViewForPeople } from './views.ts';

export interface CommitRequest {
  readonly id: string;
  /** The draft's directory in `tmp`. */
  readonly directory: string;
  readonly meta: ResultMeta;
  /** The step's summary. */
  readonly summary: string | undefined;
  readonly replace: boolean;
  /** The base's pending commit: this commit completes after the base's commit, or fails with the base's error. */
  readonly parent: Pending | undefined;
  /** Must resolve before the result appears. */
  readonly checked: Promise<void> | undefined;
  /** Closes the log; throws if the log is incomplete. */
  readonly finishLog: () => void;
}

interface Moving {
  directory: string;
  /** Clones of `directory` under way. A rename waits for the clones, and new clones wait for the rename. */
  readonly readers: Set<Promise<void>>;
  /** The sealing of the root file system, by `seal` or by `advance`. */
  sealing: Promise<void> | undefined;
  rename: Promise<void> | undefined;
  /** Time of the rename into place in milliseconds since the epoch; undefined if an equal result was in place. */
  placedAt: number | undefined;
  fault: ObuilderError | undefined;
}

export function startCommit(engine: Engine, request: CommitRequest): Pending {
  const moving: Moving = {
    directory: request.directory,
    readers: new Set(),
    sealing: undefined,
    rename: undefined,
    placedAt: undefined,
    fault: undefined,
  };
  const done = carryOut(engine, request, moving);
  // Avoids an unhandled rejection: an earlier failure of the commit leaves `checked` without a listener.
  request.checked?.catch(() => undefined);
  // Avoids an unhandled rejection if no caller awaits the result.
  done.catch(() => undefined);
  const pending: Pending = { done, snapshotTo: (to) => follow(engine, moving, to) };
  engine.pending.set(request.id, pending);
  const forget = () => {
    if (engine.pending.get(request.id) === pending) engine.pending.delete(request.id);
  };
  done.then(forget, () => undefined);
  return pending;
}

/** Clones the draft for a follower. For the first follower one driver operation seals and clones. */
async function follow(engine: Engine, moving: Moving, to: string): Promise<void> {
  while (moving.rename !== undefined) await moving.rename;
  if (moving.fault !== undefined) throw moving.fault;
  if (moving.sealing === undefined) {
    moving.sealing = engine.driver.advance(path.join(moving.directory, ROOTFS), to);
    return await moving.sealing;
  }
  const copy = moving.sealing.then(() => engine.driver.snapshot(path.join(moving.directory, ROOTFS), to));
  moving.readers.add(copy);
  await copy.finally(() => moving.readers.delete(copy));
}

async function carryOut(engine: Engine, request: CommitRequest, moving: Moving): Promise<Result> {
  const { id } = request;
  try {
    await withRoomOrWait(engine, () => seal(engine, request, moving));
    await engine.driver.persist();
    await request.checked;
    await request.parent?.done;
    await readersOf(moving);
    moving.rename = withRoomOrWait(engine, () => putInPlace(engine, request, moving)).finally(() => {
      moving.rename = undefined;
    });
    await moving.rename;
    const { placedAt: committed } = moving;
    const result = await withRoomOrWait(engine, async () =>
      engine.catalog.record(id, engine.owner.name(), { committed }),
    );
    if (result !== undefined) {
      dropFailure(engine, id);
      endLease(engine, id);
      return result;
    }
    throw new ObuilderError('result-missing', `the result ${id} vanished while it was being committed`, {
      value: id,
    });
  } catch (error) {
    moving.fault = asStoreError(engine.driver, error);
    // Files already in place stay, and enter the catalog as soon as the disk has space.
    if (moving.directory === request.directory) engine.trash.add(request.directory);
    giveUp(engine, id);
    throw moving.fault;
  }
}

async function seal(engine: Engine, request: CommitRequest, moving: Moving): Promise<void> {
  request.finishLog();
  await removeScratch(path.join(request.directory, SCRATCH));
  if (request.summary !== undefined) writeSummary(request.directory, request.summary);
  writeMeta(request.directory, request.meta);
  // The next step may ask for a clone right after this commit: then `advance` seals.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  moving.sealing ??= engine.driver.seal(path.join(request.directory, ROOTFS));
  const { sealing } = moving;
  // Allows a retry after a full disk; a follower waiting for this sealing has failed.
  sealing.catch(() => {
    if (moving.sealing === sealing) moving.sealing = undefined;
  });
  await sealing;
}

async function readersOf(moving: Moving): Promise<void> {
  while (moving.readers.size > 0) await Promise.allSettled(moving.readers);
}

async function removeScratch(scratch: string): Promise<void> {
  try {
    rmdirSync(scratch);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    await unmountBelow([scratch]);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Renames the draft into place. An equal result already in place stays, except for a commit with `replace`. */
async function putInPlace(engine: Engine, request: CommitRequest, moving: Moving): Promise<void> {
  const place = path.join(engine.layout.results, request.id);
  for (;;) {
    try {
      await promises.rename(request.directory, place);
      moving.placedAt = Date.now();
      break;
    } catch (error) {
      const isTaken = errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST';
      if (!isTaken) throw error;
      // A result without meta.json is half removed.
      if (request.replace || !existsSync(path.join(place, META))) {
        takeViewForPeople(engine, request.id);
        engine.trash.move(place);
      } else {
        engine.trash.add(request.directory);
        break;
      }
    }
  }
  moving.directory = place;
}
