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

/** Remembers the size of a result: files and base never change. */
export async function resultSize(
  engine: Engine,
  { id, parent, startedAt }: Pick<Result, 'id' | 'parent' | 'startedAt'>,
): Promise<number | undefined> {
  const base = baseOf(engine, parent);
  const memo = makeMemo(engine.catalog.database);
  const key = `${id} ${startedAt} ${base !== undefined}`;
  const known = memo.recall(KIND, key);
  if (known !== undefined) return Number(known);
  const bytes = await measure(engine, resultVolume(engine.layout, id), base);
  if (bytes !== undefined) memo.remember(KIND, key, String(bytes));
  return bytes;
}

export const failedSize = async (engine: Engine, { id, parent }: Pick<KeptFailure, 'id' | 'parent'>) =>
  await measure(engine, path.join(engine.layout.failed, id, ROOTFS), baseOf(engine, parent));

/** Returns the volume of a base that is still in the store. */
function baseOf({ layout }: Engine, parent: string | undefined): string | undefined {
  const base = parent === undefined ? undefined : resultVolume(layout, parent);
  return base !== undefined && existsSync(path.dirname(base)) ? base : undefined;
}

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
