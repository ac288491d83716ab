import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Acquired, AcquireOptions } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import type { Claim } from '../catalog/claims.ts';
import type { Engine } from '../engine.ts';
import { isSafeId, LOG } from '../layout.ts';
import { followLog, type LogFollower } from '../log/follower.ts';
import { repairOwner } from '../upkeep/repair.ts';
import { withRoom } from '../upkeep/retry-when-full.ts';
import { makeLease } from './draft.ts';

const POLL_MS = 30;

/** Implements `acquire` of the contract. */
export async function acquire(engine: Engine, id: string, options: AcquireOptions): Promise<Acquired> {
  if (!isSafeId(id))
    throw new ObuilderError('internal', `${JSON.stringify(id)} cannot name a result`, { value: id });
  const startedAt = Date.now();
  const isReplacing = options.replace === true;
  const followed: Followed = { draft: undefined, follower: undefined };
  let waited = false;
  try {
    for (;;) {
      throwIfCancelled(id, options.signal);
      // A result made by another process while we waited is fresh enough.
      const freshSince = isReplacing ? (waited ? startedAt : Number.POSITIVE_INFINITY) : 0;
      const outcome = await withRoom(engine, async () =>
        engine.catalog.claim(id, {
          owner: engine.owner.name(),
          freshSince,
          mayReplace: options.mayReplace,
          mayUse: options.mayUse,
          parentMadeAt: options.parentMadeAt,
        }),
      );
      if (outcome.kind === 'result') {
        await followed.follower?.poll();
        return { kind: 'result', result: outcome.result, waited };
      }
      if (outcome.kind === 'claimed') {
        return { kind: 'lease', lease: makeLease(engine, { id, replace: isReplacing || outcome.replaces }) };
      }
      waited = true;
      await waitForHolder(engine, { id, claim: outcome.claim, followed, options });
    }
  } finally {
    followed.follower?.close();
  }
}

function throwIfCancelled(id: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true)
    throw new ObuilderError('cancelled', `waiting for the result ${id} was cancelled`, { value: id });
}

interface Followed {
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
async function waitForHolder(engine: Engine, { id, claim, followed, options }: Wait): Promise<void> {
  const { onLog, signal } = options;
  if (onLog !== undefined && claim.draft !== undefined && claim.draft !== followed.draft) {
    followed.follower?.close();
    followed.draft = claim.draft;
    followed.follower = followLog(path.join(engine.layout.tmp, claim.draft, LOG), onLog);
  }
  await followed.follower?.poll();
  const isOurs = engine.owner.name() === claim.owner;
  if (isOurs && engine.stuck.has(id)) {
    unstick(engine, id);
    return;
  }
  if (!isOurs && (await repairOwner(engine, claim.owner))) return;
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
