import { promises, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FailedStep } from '../../contract/results.ts';
import { errnoOf } from '../../files/errno.ts';
import { missingResult } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { isSafeId, type Layout, LOG, META, ROOTFS } from '../layout.ts';
import { checkOwn } from './own.ts';
import { failedThing } from './used-by.ts';

/** Lifetime of a failed step's files. */
const KEPT_MS = 6 * 3_600_000;

type Failure = Omit<FailedStep, 'id' | 'failedAt' | 'logPath'>;

/** A failure with the id of its base. Failures of old releases lack the base. */
export interface KeptFailure extends FailedStep {
  readonly parent?: string | undefined;
}

/** Moves the directory of a failed draft to the kept failures, and replaces an earlier failure of the id. */
export async function keepFailed(
  { driver, layout, trash, catalog }: Engine,
  draft: { readonly id: string; readonly directory: string; readonly base: string | undefined },
  failure: Failure,
): Promise<void> {
  const { id, directory, base } = draft;
  const place = path.join(layout.failed, id);
  catalog.noteUse(failedThing(id));
  await driver.rest(path.join(directory, ROOTFS));
  const meta: Omit<KeptFailure, 'id' | 'logPath'> = { ...failure, failedAt: Date.now(), parent: base };
  writeFileSync(path.join(directory, META), JSON.stringify(meta), { mode: 0o600 });
  for (;;) {
    trash.take(place);
    try {
      return await promises.rename(directory, place);
    } catch (error) {
      if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** Returns the kept failure of this id; undefined if missing or damaged. */
export function readFailed(layout: Layout, id: string): KeptFailure | undefined {
  const directory = path.join(layout.failed, id);
  try {
    const { operation, build, message, failedAt, context, slots, exit, parent } = JSON.parse(
      readFileSync(path.join(directory, META), 'utf8'),
    ) as Partial<KeptFailure>;
    if (typeof operation !== 'string' || typeof message !== 'string' || typeof failedAt !== 'number')
      return undefined;
    const logPath = path.join(directory, LOG);
    return { id, operation, build, message, failedAt, context, slots, exit, parent, logPath };
  } catch {
    return undefined;
  }
}

/** Drops the kept failure of a step after a success, if possible: a kept failure expires anyway. */
export function dropFailure({ layout, trash }: Engine, id: string): void {
  trash.take(path.join(layout.failed, id));
}

/** Implements `deleteFailed` of the contract. */
export function deleteFailed(engine: Engine, id: string): void {
  if (!isSafeId(id) || readFailed(engine.layout, id) === undefined) throw missingResult(id);
  checkOwn(engine, failedThing(id));
  engine.trash.takeOut(path.join(engine.layout.failed, id));
}

/** Returns all kept failures, the newest first. */
export function listFailed(layout: Layout): readonly KeptFailure[] {
  const kept = readdirSync(layout.failed).flatMap((id) => readFailed(layout, id) ?? []);
  return kept.sort((a, b) => b.failedAt - a.failedAt);
}

/** Returns the directories of expired or damaged failures. */
export function staleFailures(layout: Layout, now: number): readonly string[] {
  return readdirSync(layout.failed)
    .filter((id) => (readFailed(layout, id)?.failedAt ?? 0) < now - KEPT_MS)
    .map((id) => path.join(layout.failed, id));
}
