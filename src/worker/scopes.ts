import type { BuildRequest, Origin } from '../contract/request.ts';
import { type Caller, callerOf } from '../host/caller.ts';
import { ownUid } from '../host/process/info.ts';
import type { Scope, Scopes } from '../plan/scopes.ts';

export interface ScopesRequest {
  readonly caller: Pick<Caller, 'uid' | 'name' | 'isRoot'>;
  /** The job; undefined for a build from a shell. */
  readonly origin?: Origin | undefined;
  /** Separates builds of the same ref or of the same shared name, such as jobs for different machines. */
  readonly cacheScope?: string | undefined;
  /** Shares the results of all steps with builds of the same name. */
  readonly share?: string | undefined;
}

/** Events whose jobs run the code of the event's ref. */
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
 * Derives the scopes of a build from the user and the job, by the rule of GitHub's own cache; a request cannot choose its
 * scopes. A run reads the scopes of its ref, the base branch and the default branch, and writes the scope of its ref.
 */
export function deriveScopes({ caller, origin, cacheScope, share }: ScopesRequest): Scopes {
  const part: Part = (label, ...words) => ({
    key: JSON.stringify([caller.uid, ...words, cacheScope ?? '']),
    label: cacheScope ? `${label}, ${cacheScope}` : label,
  });
  const readable = origin === undefined ? { own: part(caller.name), others: [] } : ofJob(origin, part);
  const words = [readable.own, ...readable.others].map(({ key }) => wordsOf(key));
  return {
    ...readable,
    // Only trusted builds write a scope shared on purpose.
    readsElsewhere: (key) => {
      const there = wordsOf(key);
      return isShared(there) || words.includes(there);
    },
    user: `${caller.uid}`,
    share,
    // Without `cacheScope`, as before there was one: the names of stored results.
    shared: (name) => ({
      key: JSON.stringify([caller.uid, 'share', name, ...(cacheScope ? [cacheScope] : [])]),
      label: cacheScope ? `shared ${name}, ${cacheScope}` : `shared ${name}`,
    }),
    maySharedWrite: origin === undefined || isTrusted(origin),
    isOwner: caller.isRoot && origin === undefined,
  };
}

/** Returns the scopes of a request to this process. */
export function scopesFor({ origin, cacheScope, share }: BuildRequest): Scopes {
  const caller = callerOf({ env: process.env, uid: ownUid() });
  return deriveScopes({ caller, origin, cacheScope, share });
}

type Part = (label: string, ...words: readonly string[]) => Scope;

/** Whether a job may write shared results: only jobs of the default branch, because outsiders can start or change other jobs. */
function isTrusted({ event, ref, defaultBranch }: Origin): boolean {
  return OWN_CODE.has(event) && defaultBranch !== undefined && ref === branchRef(defaultBranch);
}

function ofJob(origin: Origin, part: Part): Pick<Scopes, 'own' | 'others'> {
  const { server, repository, ref, event, baseBranch, defaultBranch, subject } = origin;
  const ofRef = (name: string) => part(labelOf(name), server, repository, name);
  const isOwnCode = OWN_CODE.has(event) || ref.startsWith('refs/pull/');
  // Other events run at a branch, often with the code of a pull request.
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

/** The key of a scope without the number of the user. */
const wordsOf = (key: string) => key.replace(/^\[\d+,/, '');

/** Other scopes have more words. */
const isShared = (words: string) => /^"share"(?:,"(?:[^"\\]|\\.)*"){1,2}\]$/.test(words);

const branchRef = (branch: string) => `refs/heads/${branch}`;

function labelOf(ref: string): string {
  return ref
    .replace(/^refs\/heads\//, '')
    .replace(/^refs\/tags\//, 'tag ')
    .replace(/^refs\/pull\/(\d+)\/.*$/, '#$1');
}
