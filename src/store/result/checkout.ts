import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FailedStep, KeptSlot, StepContext } from '../../contract/results.ts';
import type { CheckedOutSlot, Checkout } from '../../contract/store.ts';
import { missingResult } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { isSafeId, ROOTFS, SCRATCH } from '../layout.ts';
import { takeSlot } from '../slot/slots.ts';
import { readFailed } from './failed.ts';
import { resultVolume } from './views.ts';

/** Implements `checkout` of the contract. */
export async function checkOut(engine: Engine, id: string): Promise<Checkout> {
  const { from, context, slots = [] } = whatToCheckOut(engine, id);
  const entry = path.join(engine.layout.tmp, engine.owner.newEntry());
  const scratch = path.join(entry, SCRATCH);
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const rootfs = path.join(entry, ROOTFS);
  await engine.driver.snapshot(from, rootfs);
  const copies: CheckedOutSlot[] = [];
  for (const slot of slots) copies.push(await checkOutSlot(engine, slot, context));
  return { rootfs, scratch, context, slots: copies };
}

/** Copies a slot for good: nobody finishes the copy, so the end of the store deletes the copy. */
async function checkOutSlot(
  engine: Engine,
  { name, target, slots }: KeptSlot,
  context: StepContext | undefined,
): Promise<CheckedOutSlot> {
  const [own, ...from] = slots;
  const { uid, gid } = context?.user ?? { uid: 0, gid: 0 };
  const copy = await takeSlot(engine)(own, { uid, gid, from, isTemporary: true });
  return { name, target, path: copy.path };
}

interface Original {
  readonly from: string;
  readonly context: StepContext | undefined;
  readonly slots?: FailedStep['slots'];
}

function whatToCheckOut({ catalog, owner, layout }: Engine, id: string): Original {
  const failed = isSafeId(id) ? readFailed(layout, id) : undefined;
  if (failed !== undefined) {
    const { context, slots } = failed;
    return { from: path.join(layout.failed, id, ROOTFS), context, slots };
  }
  const result = catalog.hold([id], owner.name()).get(id);
  if (result === undefined) throw missingResult(id);
  return { from: resultVolume(layout, id), context: result.context };
}
