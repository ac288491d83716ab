import type { Acquired, AcquireOptions } from '../../contract/results.ts';
import { ObuilderError } from '../../errors.ts';
import { type Engine, giveUp } from '../engine.ts';
import { isSafeId } from '../layout.ts';
import { withRoom } from '../upkeep/retry-when-full.ts';
import { makeLease } from './draft.ts';
import { type Followed, failureOf, waitForHolder } from './wait.ts';

/** Implements `acquire` of the contract. */
export async function acquire(engine: Engine, id: string, options: AcquireOptions): Promise<Acquired> {
  if (!isSafeId(id))
    throw new ObuilderError('internal', `${JSON.stringify(id)} cannot name a result`, { value: id });
  const startedAt = Date.now();
  const isReplacing = options.replace === true;
  const followed: Followed = { isTold: false, draft: undefined, follower: undefined };
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
      const error = await failureOf(engine, { id, followed, options });
      if (error !== undefined) {
        if (outcome.kind === 'claimed') giveUp(engine, id);
        throw error;
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
