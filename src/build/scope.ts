import { ObuilderError } from '../errors.ts';
import { resolveBuilds } from '../spec/scope.ts';
import type { Copy, NestedBuild, Spec } from '../spec/types.ts';

/** A build of the spec, and the builds that its copies read. */
export interface BuildNode {
  /** Names of the nested builds around it and its own, outermost first; empty for the main build. */
  readonly path: readonly string[];
  readonly spec: Spec;
  readonly sources: ReadonlyMap<Copy, BuildNode>;
}

/**
 * The builds that are to be made, each behind those that it may copy from: all of the spec, or with a target (`outer/inner`
 * for one inside another) only the target and what it needs. The last one is the target.
 *
 * @throws ObuilderError `spec-invalid` for a copy from an unknown build, `input-invalid` for an unknown target
 */
export function selectBuilds(spec: Spec, target?: string): readonly BuildNode[] {
  const all: BuildNode[] = [];
  declare(spec, { path: [], meaning: resolveBuilds(spec), nodes: new Map(), all });
  if (target === undefined) return all;
  const node = all.findLast(({ path }) => path.length > 0 && path.join('/') === target);
  if (node === undefined) throw unknownTarget(target, all);
  const needed = new Set<BuildNode>();
  collect(node, needed);
  return all.filter((candidate) => needed.has(candidate));
}

interface Declared {
  readonly path: readonly string[];
  readonly meaning: ReadonlyMap<Copy, NestedBuild>;
  readonly nodes: Map<NestedBuild, BuildNode>;
  readonly all: BuildNode[];
}

function declare(spec: Spec, declared: Declared): BuildNode {
  const { path, meaning, nodes, all } = declared;
  for (const nested of spec.builds) {
    nodes.set(nested, declare(nested.spec, { ...declared, path: [...path, nested.name] }));
  }
  const sources = new Map<Copy, BuildNode>();
  for (const operation of spec.operations) {
    const build = operation.kind === 'copy' ? meaning.get(operation) : undefined;
    const source = build && nodes.get(build);
    if (operation.kind === 'copy' && source !== undefined) sources.set(operation, source);
  }
  const node = { path, spec, sources };
  all.push(node);
  return node;
}

function collect(node: BuildNode, needed: Set<BuildNode>): void {
  if (needed.has(node)) return;
  needed.add(node);
  for (const source of node.sources.values()) collect(source, needed);
}

function unknownTarget(target: string, nodes: readonly BuildNode[]): ObuilderError {
  const names = nodes.filter(({ path }) => path.length > 0).map(({ path }) => path.join('/'));
  const hint = names.length === 0 ? 'The spec has no nested builds.' : `The spec has: ${names.join(', ')}.`;
  return new ObuilderError('input-invalid', `the spec has no build "${target}" for the target`, {
    value: target,
    hint,
  });
}
