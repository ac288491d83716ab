import type { BuildRequest, Origin } from '../contract/request.ts';
import type { Scope, Scopes } from '../engine/plan/scopes.ts';
import { type Caller, callerOf } from '../host/caller.ts';

export interface ScopesRequest {
  readonly caller: Pick<Caller, 'uid' | 'name' | 'isRoot'>;
  /** None for a build that a shell started. */
  readonly origin?: Origin | undefined;
  /** Keeps builds of one ref apart too, such as jobs for different machines. */
  readonly cacheScope?: string | undefined;
  /** Shares what all steps make with builds that give the same name. */
  readonly share?: string | undefined;
}

/** Events that run the code of the ref that they name. */
const OWN_CODE: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
  'release',
  'create',
  'deployment',
]);

/**
 * The scopes of a build. Nobody asks for them: they follow from who builds and from where the job comes, by the rule of
 * GitHub's own cache. A run reads its own ref's, the base branch's and the default branch's, and writes its own.
 */
export function deriveScopes({ caller, origin, cacheScope, share }: ScopesRequest): Scopes {
  const part: Part = (label, ...words) => ({
    key: JSON.stringify([caller.uid, ...words, cacheScope ?? '']),
    label: cacheScope ? `${label}, ${cacheScope}` : label,
  });
  return {
    ...(origin === undefined ? { own: part(caller.name), others: [] } : ofJob(origin, part)),
    share,
    shared: (name) => ({ key: JSON.stringify([caller.uid, 'share', name]), label: `shared ${name}` }),
    maySharedWrite: origin === undefined || isTrusted(origin),
    isOwner: caller.isRoot && origin === undefined,
  };
}

/** The scopes of what this process was asked for. */
export function scopesFor({ origin, cacheScope, share }: BuildRequest): Scopes {
  const caller = callerOf({ env: process.env, uid: process.getuid?.() ?? 0 });
  return deriveScopes({ caller, origin, cacheScope, share });
}

type Part = (label: string, ...words: readonly string[]) => Scope;

/** What outsiders can start or change is not shared with others: only the default branch is what its owners want. */
function isTrusted({ event, ref, defaultBranch }: Origin): boolean {
  return OWN_CODE.has(event) && defaultBranch !== undefined && ref === branchRef(defaultBranch);
}

function ofJob(origin: Origin, part: Part): Pick<Scopes, 'own' | 'others'> {
  const { server, repository, ref, event, baseBranch, defaultBranch, subject } = origin;
  const ofRef = (name: string) => part(labelOf(name), server, repository, name);
  const isOwnCode = OWN_CODE.has(event) || ref.startsWith('refs/pull/');
  // Such an event runs at a branch, often with the code of a pull request.
  const own = isOwnCode
    ? ofRef(ref)
    : part(
        `${labelOf(ref)}, ${event} ${subject ?? ''}`.trim(),
        server,
        repository,
        ref,
        event,
        subject ?? '',
      );
  const branches = [baseBranch, defaultBranch].filter((branch) => branch !== undefined).map(branchRef);
  const readable = isOwnCode ? branches : [ref, ...branches];
  const others = [...new Set(readable)].map(ofRef).filter(({ key }) => key !== own.key);
  return { own, others };
}

const branchRef = (branch: string) => `refs/heads/${branch}`;

function labelOf(ref: string): string {
  return ref
    .replace(/^refs\/heads\//, '')
    .replace(/^refs\/tags\//, 'tag ')
    .replace(/^refs\/pull\/(\d+)\/.*$/, '#$1');
}
