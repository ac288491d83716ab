import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { MayDiffer } from '../../contract/results.ts';
import { isObuilderError } from '../../errors.ts';
import { waitForLock } from '../../host/lock.ts';
import { isMountPoint } from '../../host/mounts.ts';
import { missingResult } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { type Layout, META, ROOTFS } from '../layout.ts';
import { commitTime } from '../meta.ts';
import { removeEntries } from '../removal.ts';

/** Minimum lifetime of a view for people. */
const EXPOSED_MS = 3_600_000;

/** Implements `view` of the contract; later calls return the same view. */
export function viewResult(engine: Engine, id: string): Promise<string> {
  const known = engine.views.get(id);
  if (known !== undefined) return known;
  const view = show(engine, id);
  engine.views.set(id, view);
  view.catch(() => engine.views.delete(id));
  return view;
}

async function show(engine: Engine, id: string): Promise<string> {
  if (engine.catalog.hold([id], engine.owner.name()).size === 0) throw missingResult(id);
  const entry = path.join(engine.layout.tmp, engine.owner.newEntry());
  mkdirSync(entry, { mode: 0o700 });
  return engine.driver.view(resultVolume(engine.layout, id), path.join(entry, ROOTFS));
}

/** Implements `changes` of the contract. */
export async function changesOf(
  engine: Engine,
  {
    from,
    to,
    signal,
  }: { readonly from: string; readonly to: string; readonly signal: AbortSignal | undefined },
): Promise<MayDiffer | undefined> {
  const held = engine.catalog.hold([from, to], engine.owner.name());
  for (const id of [from, to]) if (!held.has(id)) throw missingResult(id);
  const { layout, driver } = engine;
  try {
    return await driver.changes?.(resultVolume(layout, from), resultVolume(layout, to), signal);
  } catch (error) {
    // A walk through all files does as well.
    if (isObuilderError(error, 'tool-failed')) return undefined;
    throw error;
  }
}

/** Returns the volume of a result. */
export const resultVolume = ({ results }: Layout, id: string) => path.join(results, id, ROOTFS);

/** Implements `expose` of the contract; a later opening removes the expired view. */
export async function exposeResult(engine: Engine, id: string): Promise<string> {
  if (engine.catalog.hold([id], engine.owner.name()).size === 0) throw missingResult(id);
  const lock = await waitForLock(engine.layout.viewLock);
  try {
    return await showForPeople(engine, id);
  } finally {
    lock.release();
  }
}

/** Returns the directory of a view for people. The name contains the commit time, because another result may replace the id. */
function viewForPeople(layout: Layout, id: string): string {
  return path.join(layout.views, `${id}-${commitTime(path.join(layout.results, id))}`);
}

/** Moves the view of a result to the trash, because a view may keep the files on disk. */
export function takeViewForPeople({ layout, trash }: Engine, id: string): void {
  if (existsSync(path.join(layout.results, id, META))) trash.take(viewForPeople(layout, id));
}

async function showForPeople({ layout, driver, trash }: Engine, id: string): Promise<string> {
  const entry = viewForPeople(layout, id);
  const at = path.join(entry, ROOTFS);
  if (isMountPoint(at)) {
    utimesSync(entry, new Date(), new Date());
    return at;
  }
  // Not mounted: a leftover from before a reboot.
  await removeEntries(driver, [entry]);
  mkdirSync(entry, { recursive: true, mode: 0o700 });
  const shown = await driver.view(resultVolume(layout, id), at);
  if (shown !== at) trash.add(entry);
  return shown;
}

/** Returns the directories of expired views. */
export function staleViews(layout: Layout, now: number): readonly string[] {
  return readdirSync(layout.views)
    .map((name) => path.join(layout.views, name))
    .filter((entry) => {
      const time = statSync(entry, { throwIfNoEntry: false })?.mtimeMs;
      return time !== undefined && time < now - EXPOSED_MS;
    });
}
