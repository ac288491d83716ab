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
  /** What the step tells of itself. */
  readonly summary: string | undefined;
  readonly replace: boolean;
  /** The base's own commit, where that is under way: this one is recorded after it, or fails with it. */
  readonly parent: Pending | undefined;
  /** Has to settle before the result appears. */
  readonly checked: Promise<void> | undefined;
  /** Closes the log; throws what kept it from being written whole. */
  readonly finishLog: () => void;
}

interface Moving {
  directory: string;
  /** Copies being taken from `directory`; a rename has to wait for them, and new ones for the rename. */
  readonly readers: Set<Promise<void>>;
  /** The root file system being sealed, one way or the other. */
  sealing: Promise<void> | undefined;
  rename: Promise<void> | undefined;
  /** When it took its place, in milliseconds since the epoch; never where an equal result was there. */
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
  // It is awaited later, or never where the commit fails before.
  request.checked?.catch(() => undefined);
  // Whoever needs the result awaits it; nobody may need this one.
  done.catch(() => undefined);
  const pending: Pending = { done, snapshotTo: (to) => follow(engine, moving, to) };
  engine.pending.set(request.id, pending);
  const forget = () => {
    if (engine.pending.get(request.id) === pending) engine.pending.delete(request.id);
  };
  done.then(forget, () => undefined);
  return pending;
}

/** Gives a follower its writable copy. For the first one the sealing of this draft is part of that. */
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
    // What is in its place already stays there, and is entered in the catalog as soon as there is space for that.
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
  // The next step asks for its copy right after this commit; then that seals.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  moving.sealing ??= engine.driver.seal(path.join(request.directory, ROOTFS));
  const { sealing } = moving;
  // Where the disk was full it may be tried again; a follower that asked for it has failed then.
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

/** An equal result may be in the place: it stays, unless this one is to replace it. */
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
      // A result without its meta.json is one that was being removed where it is.
      if (request.replace || !existsSync(path.join(place, META))) {
        takeViewForPeople(engine, request.id);
        engine.trash.take(place);
      } else {
        engine.trash.add(request.directory);
        break;
      }
    }
  }
  moving.directory = place;
}
