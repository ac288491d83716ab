import type { CopySource, NestedBuild, Operation, Spec } from '../contract/spec.ts';
import { ObuilderError } from '../errors.ts';
import { invalid, nearestName } from './fail.ts';
import { shorten } from './sexp/datum.ts';
import { imageHint } from './slips/image.ts';

/** The builds to copy from at a position in a spec: earlier siblings, then the scope of the enclosing build. */
export interface Scope {
  readonly builds: Map<string, NestedBuild>;
  readonly around: Scope | undefined;
}

/** Resolved builds, by the `from` of a copy or mount. */
export type BuildsBySource = ReadonlyMap<CopySource, NestedBuild>;

/** Returns the places that an operation takes files from. */
export function sourcesOf(operation: Operation): readonly CopySource[] {
  if (operation.kind === 'copy') return [operation.from];
  return operation.kind === 'run' ? (operation.mounts ?? []).map(({ from }) => from) : [];
}

/**
 * Resolves the build of each copy and mount from a build. Visible are earlier siblings and the scopes of enclosing builds; the
 * inside of another build is invisible; of two builds with the same name the later counts.
 *
 * @throws ObuilderError `spec-invalid` for the first name without a visible build
 */
export function resolveBuilds(spec: Spec): BuildsBySource {
  const meaning = new Map<CopySource, NestedBuild>();
  resolveIn(spec, undefined, { whole: spec, meaning });
  return meaning;
}

interface Resolving {
  readonly whole: Spec;
  readonly meaning: Map<CopySource, NestedBuild>;
}

function resolveIn(spec: Spec, around: Scope | undefined, state: Resolving): void {
  const scope: Scope = { builds: new Map(), around };
  for (const build of spec.builds) {
    resolveIn(build.spec, scope, state);
    scope.builds.set(build.name, build);
  }
  for (const source of spec.operations.flatMap(sourcesOf)) {
    if (source.kind !== 'build') continue;
    const { name, at } = source;
    const build = lookUp(name, scope);
    if (build === undefined) {
      invalid(`there is no build ${shorten(name)} to copy from here`, {
        at,
        value: name,
        hint: scopeHint(name, scope, state.whole),
      });
    }
    state.meaning.set(source, build);
  }
}

/** Returns the visible build of this name. */
export function lookUp(name: string, scope: Scope): NestedBuild | undefined {
  for (let here: Scope | undefined = scope; here; here = here.around) {
    const build = here.builds.get(name);
    if (build) return build;
  }
  return undefined;
}

function scopeHint(name: string, scope: Scope, whole: Spec): string {
  const elsewhere = [...buildsByPath(whole)].find(([, build]) => build.name === name)?.[1];
  if (elsewhere) {
    return `The build at line ${elsewhere.at.line}, column ${elsewhere.at.column} is not visible here. Copy from a build declared earlier, beside this one or around it.`;
  }
  const visible: string[] = [];
  for (let here: Scope | undefined = scope; here; here = here.around) visible.push(...here.builds.keys());
  const [outer = ''] = name.split('/', 1);
  return suggestion(name, visible, lookUp(outer, scope) === undefined ? imageHint(name) : undefined);
}

/**
 * Finds the build of a target: `NAME`, or `OUTER/INNER` for a build inside another; of two builds with the same path
 * the later.
 *
 * @throws ObuilderError `input-invalid` with the nearest path
 */
export function findBuild(spec: Spec, target: string): NestedBuild {
  const builds = buildsByPath(spec);
  const build = builds.get(target);
  if (build) return build;
  throw new ObuilderError('input-invalid', `the spec has no build ${shorten(target)}`, {
    value: target,
    hint: suggestion(target, builds.keys()),
  });
}

/** Returns every build by path from outside, in the order of the text. */
function buildsByPath(spec: Spec): Map<string, NestedBuild> {
  const found = new Map<string, NestedBuild>();
  const visit = (builds: readonly NestedBuild[], prefix: string): void => {
    const latest = new Map(builds.map((build) => [build.name, build]));
    for (const [name, build] of latest) {
      found.set(prefix + name, build);
      visit(build.spec.builds, `${prefix}${name}/`);
    }
  };
  visit(spec.builds, '');
  return found;
}

function suggestion(name: string, known: Iterable<string>, otherwise?: string): string {
  const names = [...new Set(known)];
  const near = nearestName(name, names);
  if (near !== undefined) return `Did you mean ${near}?`;
  if (otherwise !== undefined) return otherwise;
  return names.length === 0
    ? 'There are no builds to choose from.'
    : `The builds: ${names.slice(0, 20).map(shorten).join(', ')}.`;
}
