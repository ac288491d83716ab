import { ObuilderError } from '../errors.ts';
import type { Spec } from '../spec/types.ts';
import type { Result } from '../store/contract.ts';
import type { PlannedStep } from './events.ts';
import { type Facts, type FactsRequest, gatherFacts } from './facts.ts';
import { idOf } from './identify.ts';
import { orCancelled } from './or-cancelled.ts';
import { type BuildNode, selectBuilds } from './scope.ts';
import { type CopyStep, describeSteps, type FromStep, type Step } from './steps.ts';

export interface PlannedBuild {
  readonly node: BuildNode;
  readonly steps: readonly [FromStep, ...Step[]];
}

/** All that is known before anything runs. */
export interface Plan {
  /** Each behind those that it copies from; the last one is the target. */
  readonly builds: readonly PlannedBuild[];
  /** By their index. */
  readonly steps: readonly Step[];
  /** By a step's index; none behind a copy from a nested build whose files are not known yet. */
  readonly ids: readonly (string | undefined)[];
  /** The results among `ids` that the store has. */
  readonly present: ReadonlyMap<string, Result>;
  readonly facts: Facts;
}

/** The builds and steps of a spec, without asking anything of the machine. */
export function outline(spec: Spec, target: string | undefined): readonly PlannedBuild[] {
  let first = 0;
  return selectBuilds(spec, target).map((node) => {
    const steps = describeSteps(node, first);
    first += steps.length;
    return { node, steps };
  });
}

/** @throws ObuilderError `secret-missing` at the first secret of the spec that has no value */
export function checkSecrets(builds: readonly PlannedBuild[], given: ReadonlyMap<string, Uint8Array>): void {
  for (const step of builds.flatMap(({ steps }) => steps)) {
    const missing = step.kind === 'run' && step.operation.secrets.find(({ id }) => !given.has(id));
    if (!missing) continue;
    throw new ObuilderError('secret-missing', `the secret "${missing.id}" was not given`, {
      value: missing.id,
      hint: `Give its value: --secret=${missing.id}:FILE in a shell, the input \`secrets\` in a workflow.`,
      at: missing.at,
    });
  }
}

export interface PlanRequest extends FactsRequest {
  /** Nested builds are to be made again, so that what was copied from them before says nothing. */
  readonly rebuild: boolean;
}

/**
 * Every id that can be known before anything runs, and which of them have results: one query of the store.
 *
 * @throws ObuilderError for an image that cannot be resolved and a copy that is refused, with its position
 */
export async function makePlan(builds: readonly PlannedBuild[], request: PlanRequest): Promise<Plan> {
  const steps = builds.flatMap(({ steps }) => steps);
  const facts = await orCancelled(gatherFacts(steps, request), request.signal);
  const guesses = new Map<CopyStep, { readonly sourceId: string; readonly startedAt: number }>();
  const guess = (step: CopyStep, sourceId: string) => {
    const remembered = request.rebuild ? undefined : facts.nested.recall(step, sourceId);
    if (remembered !== undefined) guesses.set(step, { sourceId, startedAt: remembered.startedAt });
    return remembered?.digest;
  };
  const ids = computeIds(builds, { facts, digestOf: guess });
  const present = request.machinery.store.find(distinct(ids));
  const holds = (step: CopyStep) => {
    const made = guesses.get(step);
    return made !== undefined && present.get(made.sourceId)?.startedAt === made.startedAt;
  };
  if ([...guesses.keys()].every(holds)) return { builds, steps, ids, present, facts };
  // A nested build is gone or was made again: what is behind a copy from it will be known when it has run.
  const proven = (step: CopyStep, sourceId: string) => (holds(step) ? guess(step, sourceId) : undefined);
  return { builds, steps, ids: computeIds(builds, { facts, digestOf: proven }), present, facts };
}

export function plannedSteps({ steps, ids }: Plan): readonly PlannedStep[] {
  return steps.map(({ index, node, kind, text, workdir, at }) => {
    return { index, build: node.path, kind, operation: text, workdir, at, id: ids[index] };
  });
}

interface IdSources {
  readonly facts: Facts;
  /** The digest of what a copy takes from the nested build whose result has this id, where it is known. */
  readonly digestOf: (step: CopyStep, sourceId: string) => string | undefined;
}

function computeIds(
  builds: readonly PlannedBuild[],
  { facts, digestOf }: IdSources,
): readonly (string | undefined)[] {
  const ids: (string | undefined)[] = [];
  const last = new Map<BuildNode, string | undefined>();
  for (const { node, steps } of builds) {
    let base: string | undefined;
    for (const step of steps) {
      base = step.kind === 'from' || base !== undefined ? planned(step, base ?? '') : undefined;
      ids.push(base);
    }
    last.set(node, base);
  }
  return ids;

  function planned(step: Step, base: string): string | undefined {
    if (step.kind !== 'copy' || step.source === undefined) return idOf(step, { base, facts });
    const sourceId = last.get(step.source);
    const manifest = sourceId === undefined ? undefined : digestOf(step, sourceId);
    return manifest === undefined ? undefined : idOf(step, { base, facts, manifest });
  }
}

function distinct(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}
