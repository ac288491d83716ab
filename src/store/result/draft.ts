import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Base, Draft, Lease } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import { asStoreError, withStoreErrors } from '../../volume/fault.ts';
import { type Engine, giveUp, type Pending } from '../engine.ts';
import { isSafeId, LOG, ROOTFS, SCRATCH } from '../layout.ts';
import { type LogWriter, openLog } from '../log/writer.ts';
import { parseMeta, readMeta } from '../meta.ts';
import { withRoom } from '../upkeep/retry-when-full.ts';
import { startCommit } from './commit.ts';
import { keepFailed } from './failed.ts';

export interface LeaseRequest {
  readonly id: string;
  /** The commit replaces an existing result. */
  readonly replace: boolean;
}

/** Returns a lease on an id claimed in the catalog before. */
export function makeLease(engine: Engine, request: LeaseRequest): Lease {
  const { id } = request;
  let isUsed = false;
  engine.leases.set(id, new Set());
  engine.pending.delete(id);
  const use = () => {
    if (isUsed)
      throw new ObuilderError('internal', `the lease of ${id} has been used already`, { value: id });
    isUsed = true;
  };
  return {
    id,
    begin: (base) =>
      withStoreErrors(engine.driver, async () => {
        use();
        return beginDraft(engine, request, base);
      }),
    release: () => {
      if (isUsed) return;
      isUsed = true;
      giveUp(engine, id);
    },
  };
}

async function beginDraft(engine: Engine, request: LeaseRequest, base: Base | undefined): Promise<Draft> {
  const name = engine.owner.newEntry();
  const directory = path.join(engine.layout.tmp, name);
  let log: LogWriter | undefined;
  try {
    mkdirSync(path.join(directory, SCRATCH), { recursive: true, mode: 0o700 });
    log = openLog(path.join(directory, LOG), engine.openLogs);
    const parent = base === undefined ? undefined : engine.pending.get(base.id);
    const rootfs = path.join(directory, ROOTFS);
    await withRoom(engine, async () => {
      try {
        engine.catalog.setDraft(request.id, engine.owner.name(), { name, base: base?.id });
        if (base === undefined) await engine.driver.create(rootfs);
        else if (parent === undefined) await snapshotResult(engine, base, rootfs);
        else await parent.snapshotTo(rootfs);
      } catch (error) {
        const told = asStoreError(engine.driver, error);
        await engine.driver.remove([rootfs]);
        throw told;
      }
    });
    return makeDraft(engine, { ...request, directory, base: base?.id, parent, log });
  } catch (error) {
    const told = asStoreError(engine.driver, error);
    log?.close();
    engine.trash.add(directory);
    giveUp(engine, request.id);
    throw told;
  }
}

/** A no-cache build replaces a result by two renames; between the renames the place is empty. */
const SWAP_ATTEMPTS = 3;
const SWAP_MS = 10;

async function snapshotResult(engine: Engine, { id, vouchedBy }: Base, to: string): Promise<void> {
  const place = path.join(engine.layout.results, id);
  const source = path.join(place, ROOTFS);
  for (let attempt = 1; isSafeId(id); attempt += 1) {
    try {
      await engine.driver.snapshot(source, to);
      // After the copy: a result that another user fetched may have come into place since the lookup.
      if (parseMeta(readMeta(place) ?? '')?.vouchedBy !== vouchedBy) break;
      return;
    } catch (error) {
      if (existsSync(source)) throw error;
      if (attempt === SWAP_ATTEMPTS) break;
      await delay(SWAP_MS);
    }
  }
  throw new ObuilderError('result-missing', `the result ${id} to start from is not in the store`, {
    value: id,
    hint: 'It was deleted or replaced while the build ran; build again.',
  });
}

interface DraftState extends LeaseRequest {
  readonly directory: string;
  /** The id of the base. */
  readonly base: string | undefined;
  readonly parent: Pending | undefined;
  readonly log: LogWriter;
}

function makeDraft(engine: Engine, { id, replace, directory, base, parent, log }: DraftState): Draft {
  let isOver = false;
  let summary: string | undefined;
  const discard = async () => {
    if (isOver) return;
    isOver = true;
    log.close();
    engine.trash.add(directory);
    giveUp(engine, id);
  };
  return {
    id,
    rootfs: path.join(directory, ROOTFS),
    scratch: path.join(directory, SCRATCH),
    log: log.write,
    summarize: (text) => {
      summary = text;
    },
    commit: (meta, checked) => {
      if (isOver) throw new ObuilderError('internal', `the draft of ${id} is over already`, { value: id });
      isOver = true;
      const { done } = startCommit(engine, {
        id,
        directory,
        meta,
        summary,
        replace,
        parent,
        checked,
        finishLog: log.finish,
      });
      // An open file of a failed commit would keep its space.
      done.catch(log.close);
      return { base: { id, vouchedBy: meta.vouchedBy }, done };
    },
    discard,
    keepFailed: async (failure) => {
      if (isOver) return false;
      try {
        await keepFailed(engine, { id, directory, base }, failure);
        isOver = true;
        log.close();
        giveUp(engine, id);
        return true;
      } catch {
        // Drops files that cannot be kept, for instance on a full disk, because no build depends on a kept failure.
        await discard();
        return false;
      }
    },
  };
}
