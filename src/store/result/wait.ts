import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AcquireOptions } from '../../contract/results.ts';
import type { Claim } from '../catalog/claims.ts';
import type { Engine } from '../engine.ts';
import { LOG } from '../layout.ts';
import { followLog, type LogFollower } from '../log/follower.ts';
import { repairOwner } from '../upkeep/repair.ts';
import { readFailed } from './failed.ts';

const POLL_MS = 30;

/** What a call has seen of the processes that it waits for. */
export interface Followed {
  isTold: boolean;
  draft: string | undefined;
  follower: LogFollower | undefined;
}

interface Wait {
  readonly id: string;
  readonly claim: Claim;
  readonly followed: Followed;
  readonly options: AcquireOptions;
}

/** Gives up our own claim, kept by an earlier full disk. @throws if the disk is still full */
function unstick({ catalog, owner, stuck }: Engine, id: string): void {
  catalog.record(id, owner.name());
  stuck.delete(id);
}

/** Waits one turn: passes on the holder's log, and repairs after a dead holder. */
export async function waitForHolder(engine: Engine, wait: Wait): Promise<void> {
  const { id, claim, followed, options } = wait;
  const isOurs = engine.owner.name() === claim.owner;
  const isStuck = isOurs && engine.stuck.has(id);
  const isRepaired = async () => !isOurs && (await repairOwner(engine, claim.owner));
  // A build may have a step twice.
  if (!followed.isTold && !isOurs) {
    if (await isRepaired()) return;
    followed.isTold = true;
    options.onWait?.();
  }
  await follow(engine, wait);
  if (isStuck) {
    unstick(engine, id);
    return;
  }
  if (await isRepaired()) return;
  await nextTurn(engine, id, options.signal);
}

async function follow(engine: Engine, { claim, followed, options: { onLog } }: Wait): Promise<void> {
  if (onLog !== undefined && claim.draft !== undefined && claim.draft !== followed.draft) {
    followed.follower?.close();
    followed.draft = claim.draft;
    followed.follower = followLog(path.join(engine.layout.tmp, claim.draft, LOG), onLog);
  }
  await followed.follower?.poll();
}

async function nextTurn(engine: Engine, id: string, signal: AbortSignal | undefined): Promise<void> {
  const wakeUp = new AbortController();
  const wake = () => wakeUp.abort();
  engine.leases.get(id)?.add(wake);
  signal?.addEventListener('abort', wake, { once: true });
  try {
    await delay(POLL_MS, undefined, { signal: wakeUp.signal }).catch(() => undefined);
  } finally {
    signal?.removeEventListener('abort', wake);
    engine.leases.get(id)?.delete(wake);
  }
}

/**
 * Returns the caller's error for the failure of the followed process. A failed draft keeps the file of its log, so no other failure of
 * the id counts, an earlier one for instance.
 */
export async function failureOf(
  { layout }: Engine,
  { id, followed: { follower }, options: { errorOf } }: Omit<Wait, 'claim'>,
): Promise<Error | undefined> {
  if (errorOf === undefined || follower?.follows(path.join(layout.failed, id, LOG)) !== true)
    return undefined;
  await follower.poll();
  const failure = readFailed(layout, id);
  return failure && errorOf(failure);
}
