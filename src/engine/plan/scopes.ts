import type { Result } from '../../contract/store.ts';
import type { Step } from './plan-steps.ts';

/** Whose results are kept apart: those of one user, repository and ref, for example. */
export interface Scope {
  /** All that makes it this scope. It is a part of ids and of the names of cache slots. */
  readonly key: string;
  /** For people: `main`, `refs/pull/7/merge`. */
  readonly label: string;
}

/** What a build may read and write of results that depend on more than their ids cover. */
export interface Scopes {
  /** The only one that this build writes to, besides those that are shared on purpose. */
  readonly own: Scope;
  /** Those that this build may read too, the first choice first: of the base branch, of the default branch. */
  readonly others: readonly Scope[];
  /** Whether what this build makes can be trusted by others that share. */
  readonly maySharedWrite: boolean;
  /** The name under which all steps of this build are shared that give no other one. */
  readonly share?: string | undefined;
  /** The scope that a name means that is shared on purpose. */
  readonly shared: (name: string) => Scope;
  /** The machine's owner may make every result again. */
  readonly isOwner: boolean;
}

/** True for a step whose id does not cover all that can change its result. */
export function isImpure(step: Step): boolean {
  if (step.kind !== 'run') return false;
  const { network, secrets, cache } = step.operation;
  return network.length > 0 || secrets.length > 0 || cache.length > 0;
}

/** The scopes that a step may be read from, the first choice first. That is the one that it is written to. */
export function scopesOf(step: Step, scopes: Scopes): readonly [Scope, ...Scope[]] {
  const { own, others, maySharedWrite, shared } = scopes;
  const name = (step.kind === 'run' ? step.operation.share : undefined) ?? scopes.share;
  if (name === undefined) return [own, ...others];
  return maySharedWrite ? [shared(name), own, ...others] : [own, ...others, shared(name)];
}

/** Who may make again what this build makes: builds of its own scope, and of those that trust is taken from. */
export function makersOf({ own, others }: Scopes): readonly string[] {
  return [own, ...others].map(({ key }) => key);
}

/** A result that others made for themselves is never replaced by another one. */
export function mayReplace({ madeBy }: Result, { own, isOwner }: Scopes): boolean {
  return isOwner || madeBy?.includes(own.key) === true;
}
