/** What requests of a repository need, in the words of the distribution project: `repository:NAME:pull,push`. */
export type Scopes = readonly string[];

export const pullScope = (repository: string): string => `repository:${repository}:pull`;
export const pushScope = (repository: string): string => `repository:${repository}:pull,push`;

/** Joins scopes: one scope for each resource, with all actions. */
export function joinScopes(...lists: readonly Scopes[]): Scopes {
  const actions = new Map<string, Set<string>>();
  for (const scope of lists.flat()) {
    // A repository's name may have a port before the name.
    const colon = scope.lastIndexOf(':');
    const resource = scope.slice(0, colon);
    const known = actions.get(resource) ?? new Set();
    for (const action of scope.slice(colon + 1).split(',')) known.add(action);
    actions.set(resource, known);
  }
  return [...actions].map(([resource, known]) => `${resource}:${[...known].join(',')}`);
}

/** Whether a token for `granted` allows everything in `needed`. */
export function covers(granted: Scopes, needed: Scopes): boolean {
  const all = joinScopes(granted);
  return joinScopes(granted, needed).every((scope) => all.includes(scope));
}
