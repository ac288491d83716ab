import type { CopySource, NestedBuild, Spec } from '../contract/spec.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { type BuildsBySource, findBuild, resolveBuilds, sourcesOf } from '../language/scope.ts';

/** A build of the spec, and the builds that its copies and mounts take files from. */
export interface BuildNode {
  /** Names of the enclosing builds and the build's own, outermost first; empty for the main build. */
  readonly path: readonly string[];
  readonly spec: Spec;
  readonly sources: ReadonlyMap<CopySource, BuildNode>;
}

/**
 * Returns the builds to make, in dependency order: the whole spec, or only a target (`outer/inner` names a build inside
 * another) with all dependencies. The last is the target.
 *
 * @throws ObuilderError `spec-invalid` for a copy from an unknown build, `input-invalid` for an unknown target
 */
export function selectBuilds(spec: Spec, target?: string): readonly BuildNode[] {
  const outline: Outline = { meaning: resolveBuilds(spec), nodes: new Map() };
  const main = addNode(outline, { spec, path: [] });
  const all = [...outline.nodes.values(), main];
  const wanted =
    target === undefined
      ? undefined
      : outline.nodes.get(buildFor(spec, target, 'the input target, --target'));
  if (wanted === undefined) return all;
  const needed = new Set<BuildNode>();
  collect(wanted, needed);
  return all.filter((node) => needed.has(node));
}

/**
 * Returns the nested build of a name.
 *
 * @param place where the name stands, for the error
 * @throws ObuilderError `input-invalid` with the place
 */
export function buildFor(spec: Spec, name: string, place: string): NestedBuild {
  try {
    return findBuild(spec, name);
  } catch (error) {
    if (!isObuilderError(error, 'input-invalid')) throw error;
    const { code, message, value, hint } = error;
    throw new ObuilderError(code, `${message} (${place})`, { value, hint });
  }
}

interface Outline {
  readonly meaning: BuildsBySource;
  /** In dependency order: a build comes after every build visible to the build. */
  readonly nodes: Map<NestedBuild, BuildNode>;
}

function addNode(outline: Outline, { spec, path }: Pick<BuildNode, 'spec' | 'path'>): BuildNode {
  for (const nested of spec.builds) {
    outline.nodes.set(nested, addNode(outline, { spec: nested.spec, path: [...path, nested.name] }));
  }
  const sources = new Map<CopySource, BuildNode>();
  for (const from of spec.operations.flatMap(sourcesOf)) {
    const nested = outline.meaning.get(from);
    const source = nested === undefined ? undefined : outline.nodes.get(nested);
    if (source !== undefined) sources.set(from, source);
  }
  return { path, spec, sources };
}

function collect(node: BuildNode, needed: Set<BuildNode>): void {
  if (needed.has(node)) return;
  needed.add(node);
  for (const source of node.sources.values()) collect(source, needed);
}
