import { type Caller, callerOf } from '../../host/caller.ts';
import { ownUid } from '../../host/process/info.ts';
import { readOwnerRules } from './load.ts';
import type { OwnerRules } from './rules.ts';

/** The asking user, and the rules of this machine's owner. */
export interface Boundary {
  readonly caller: Caller;
  readonly rules: OwnerRules;
}

export async function readBoundary(): Promise<Boundary> {
  const caller = callerOf({ env: process.env, uid: ownUid() });
  return { caller, rules: await readOwnerRules() };
}
