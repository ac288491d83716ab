import type { Result } from '../contract/results.ts';
import type { Step } from './plan-steps.ts';

/** A set of results kept apart, for example those of a user, repository and ref. */
export interface Scope {
  /** Identifies the scope. Part of ids and of the names of cache slots. */
  readonly key: string;
  /** For people: `main`, `refs/pull/7/merge`. */
  readonly label: string;
}

/** The scopes that a build may read and write, for results that depend on more than their ids cover. */
export interface Scopes {
  /** The only scope that this build writes, besides scopes shared on purpose. */
  readonly own: Scope;
  /** Further scopes that this build may read, best first: of the base branch, of the default branch. */
  readonly others: readonly Scope[];
  /** The user of the machine who builds. */
  readonly user: string;
  /** Whether other builds of a shared scope can trust the results of this build. */
  readonly maySharedWrite: boolean;
  /** The name of a scope for all steps of this build that name no other. */
  readonly share?: string | undefined;
  /**
   * Whether this build reads a scope of another machine, by the key that the other machine has given to the scope. Users have other
   * numbers there.
   */
  readonly readsElsewhere: (key: string) => boolean;
  /** Returns the scope shared on purpose under a name. */
  readonly shared: (name: string) => Scope;
  /** The machine's owner may make every result again. */
  readonly isOwner: boolean;
}

/** Whether the id of a step leaves out something that can change the result. */
export function isImpure(step: Step): boolean {
  if (step.kind !== 'run') return false;
  const { network, secrets, cache } = step.operation;
  return network.kind !== 'none' || secrets.length > 0 || cache.length > 0;
}

/** Returns the scopes to read a step from, best first. The step is written to the first. */
export function scopesOf(step: Step, scopes: Scopes): readonly [Scope, ...Scope[]] {
  const { own, others, maySharedWrite, shared } = scopes;
  const name = (step.kind === 'run' ? step.operation.share : undefined) ?? scopes.share;
  if (name === undefined) return [own, ...others];
  return maySharedWrite ? [shared(name), own, ...others] : [own, ...others, shared(name)];
}

/** Returns the scopes with the right to replace results of this build: the build's own, and the trusted scopes. */
export function makersOf({ own, others }: Scopes): readonly string[] {
  return [own, ...others].map(({ key }) => key);
}

type Vouched = Pick<Result, 'vouchedBy'>;

/**
 * Whether a result counts for this build. The files of a carrier are the word of whoever writes there, and the user of the build that
 * fetched the files has chosen the carrier.
 */
export function mayUse({ vouchedBy }: Vouched, { user }: Pick<Scopes, 'user'>): boolean {
  return vouchedBy === undefined || vouchedBy === user;
}

/** Returns who vouches for a result made from these results; undefined if workers of this store made all of them. */
export function voucherOf(
  parts: readonly (Vouched | undefined)[],
  { user }: Pick<Scopes, 'user'>,
): string | undefined {
  return parts.some((part) => part?.vouchedBy !== undefined) ? user : undefined;
}

/** Whether this build may replace a result: never a result that others made for themselves. */
export function mayReplace({ madeBy }: Result, { own, isOwner }: Scopes): boolean {
  return isOwner || madeBy?.includes(own.key) === true;
}
