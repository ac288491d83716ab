import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../../contract/results.ts';
import type { ListedResult, ListedSlot } from '../../contract/store.ts';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { makeMemo } from '../catalog/memo.ts';
import type { Engine } from '../engine.ts';
import { ROOTFS } from '../layout.ts';
import { type KeptFailure, listFailed } from '../result/failed.ts';
import { resultVolume } from '../result/views.ts';
import { dataOf, listSlots, type SlotUse, wordsOf } from '../slot/versions.ts';
import { isPresent, nearestBase } from './lineage.ts';

const KIND = 'size-1';
/** Measurements at a time: each is mostly a walk through a directory, or a program that waits for the disk. */
const PARALLEL = 4;

/** Implements `sizes` of the contract. Lists the store instead of asking for ids, because asking counts as a use. */
export async function sizesOf(
  engine: Engine,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set(ids);
  const sizes = new Map<string, number>();
  const entries: readonly (ListedResult | KeptFailure)[] = [
    ...listFailed(engine.layout),
    ...engine.catalog.list(),
  ];
  const asked = entries.filter(({ id }) => wanted.has(id));
  await eachOf(asked, signal, async (entry) => {
    const bytes = 'failedAt' in entry ? await failedSize(engine, entry) : await resultSize(engine, entry);
    if (bytes !== undefined) sizes.set(entry.id, bytes);
  });
  return sizes;
}

async function eachOf<T>(
  all: readonly T[],
  signal: AbortSignal | undefined,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = all.values();
  const some = async () => {
    for (const one of rest) {
      if (signal?.aborted) throw new ObuilderError('cancelled', 'measuring the sizes was cancelled');
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, some));
}

type Sized = Pick<Result, 'id' | 'parent' | 'startedAt'>;

/** Returns the size beyond the base, also after the removal of the base if the size was measured before. Otherwise the whole size. */
export async function resultSize(engine: Engine, result: Sized): Promise<number | undefined> {
  const own = knownOwnSize(engine, result);
  if (own !== undefined) return own;
  const { parent } = result;
  if (parent === undefined || !isPresent(engine, parent)) return await wholeSize(engine, result);
  return await remembered(engine, ownKey(result), () => measureResult(engine, result.id, parent));
}

const ownKey = ({ id, startedAt }: Sized) => `${id} ${startedAt} true`;

/** The size beyond a base, if it was measured while the base was in the store. */
export function knownOwnSize({ catalog }: Engine, result: Sized): number | undefined {
  const known = makeMemo(catalog.database).recall(KIND, ownKey(result));
  return known === undefined ? undefined : Number(known);
}

/** Returns the size of a result without base, beyond the nearest base that is in the store. */
export async function wholeSize(engine: Engine, result: Sized): Promise<number | undefined> {
  const { id, parent, startedAt } = result;
  const base = nearestBase(engine, parent);
  return await remembered(engine, `${id} ${startedAt} ${base ?? false}`, () =>
    measureResult(engine, id, base),
  );
}

/** Measures the dependents of a result that will be removed, because afterwards nothing tells their own files apart. */
export async function measureDependents(engine: Engine, id: string): Promise<void> {
  for (const result of engine.catalog.list()) if (result.parent === id) await resultSize(engine, result);
}

/** Remembers a size: the files of results never change. */
async function remembered(
  { catalog }: Engine,
  key: string,
  work: () => Promise<number | undefined>,
): Promise<number | undefined> {
  const memo = makeMemo(catalog.database);
  const known = memo.recall(KIND, key);
  if (known !== undefined) return Number(known);
  const bytes = await work();
  if (bytes !== undefined) memo.remember(KIND, key, String(bytes));
  return bytes;
}

const measureResult = async (engine: Engine, id: string, base: string | undefined) =>
  await measure(engine, resultVolume(engine.layout, id), volumeOf(engine, base));

export const failedSize = async (engine: Engine, { id, parent }: Pick<KeptFailure, 'id' | 'parent'>) =>
  await measure(
    engine,
    path.join(engine.layout.failed, id, ROOTFS),
    volumeOf(engine, nearestBase(engine, parent)),
  );

const volumeOf = ({ layout }: Engine, id: string | undefined) =>
  id === undefined ? undefined : resultVolume(layout, id);

/** Returns undefined for a volume that another process is removing. */
async function measure({ driver }: Engine, volume: string, base?: string): Promise<number | undefined> {
  try {
    return await driver.ownBytes(volume, base);
  } catch (error) {
    if (isObuilderError(error, 'tool-failed') || !existsSync(path.dirname(volume))) return undefined;
    throw error;
  }
}

export const slotSize = async (engine: Engine, { slot, version }: SlotUse): Promise<number | undefined> =>
  await measure(engine, dataOf(slot, version));

/** Implements `listSlots` of the contract. */
export async function listedSlots(engine: Engine, signal?: AbortSignal): Promise<readonly ListedSlot[]> {
  const listed: ListedSlot[] = [];
  await eachOf(listSlots(engine.layout), signal, async (use) => {
    const bytes = await slotSize(engine, use);
    if (bytes === undefined) return;
    listed.push({ id: path.basename(use.slot), ...wordsOf(use.slot), bytes, usedAt: use.used });
  });
  return listed.sort((a, b) => b.usedAt - a.usedAt || (a.id < b.id ? -1 : 1));
}
