import type { PlannedStep } from '../contract/events.ts';
import type { Result } from '../contract/results.ts';
import type { Spec } from '../contract/spec.ts';
import type { ElsewhereById } from './bases.ts';
import { type Choice, foreignLabel } from './candidates.ts';
import { type FactsRequest, gatherFacts, type PlanFacts, resolveImages } from './facts.ts';
import { type Lookup, lookUp } from './find/lookup.ts';
import type { LookupRequest } from './find/search.ts';
import { orCancelled } from './or-cancelled.ts';
import { describeSteps, type PlannedBuild, type Step } from './plan-steps.ts';
import { type Again, isPrefix, stepsToRefresh } from './refresh.ts';
import { selectBuilds } from './scope.ts';
import type { Scopes } from './scopes.ts';
import { checkSecrets } from './secrets.ts';
import { isVirtual } from './virtual.ts';

/** Everything known before a step runs. */
export interface Plan extends Lookup {
  /** In dependency order; the last is the target. */
  readonly builds: readonly PlannedBuild[];
  /** In the order of the builds. */
  readonly steps: readonly Step[];
  /** The results of the choices in the store, by id. */
  readonly present: ReadonlyMap<string, Result>;
  readonly facts: PlanFacts;
  readonly scopes: Scopes;
  readonly isRefreshed: (step: Step) => boolean;
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

/** Carriers of results. */
interface Elsewhere extends ElsewhereById {
  open(): Promise<Awaited<ReturnType<ElsewhereById['open']>> & Looking>;
}

interface Looking {
  /** Looks up results in the store and, as long as steps lack a result, on the carriers. */
  look(builds: readonly PlannedBuild[], request: LookupRequest): Promise<Lookup>;
}

export interface PlanRequest extends Omit<FactsRequest, 'fingerprints' | 'newest'> {
  readonly scopes: Scopes;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Ids of secrets with values that are part of keys. */
  readonly keySecrets: readonly string[];
  /** Whether a step is to be made again in any case. */
  readonly isRefreshed: (step: Step) => boolean;
  /** Further steps to make again, in the syntax of `stepsToRefresh`. */
  readonly refresh: readonly string[];
  /** Access to results on other machines. */
  readonly remote: Elsewhere | undefined;
}

/**
 * Computes every id that can be known before a step runs, and finds the existing results by a single query of the
 * store.
 *
 * @throws ObuilderError for an image that cannot be resolved and a copy that is refused, with the operation's position
 */
export async function makePlan(builds: readonly PlannedBuild[], request: PlanRequest): Promise<Plan> {
  const steps = builds.flatMap(({ steps }) => steps);
  const { scopes, machinery } = request;
  const fingerprints = fingerprintsOf(steps, request);
  const named = stepsToRefresh(
    builds,
    request.refresh.filter((name) => !isPrefix(name)),
  );
  const gathering = gatherFacts(steps, { ...request, fingerprints, newest: named.bases });
  const gathered = await orCancelled(gathering, request.signal);
  const byId = refreshById(builds, request.refresh, () =>
    lookUp(builds, { facts: gathered, scopes, store: machinery.store, isRefreshed: () => false }),
  );
  const facts = await orCancelled(withNewest(gathered, byId.bases, request), request.signal);
  const asked = { facts, scopes, store: machinery.store };
  const again = new Set([...named.steps, ...byId.steps]);
  const isRefreshed = (step: Step) => request.isRefreshed(step) || again.has(step);
  const lookup = await lookUpEverywhere(builds, { ...asked, isRefreshed }, request.remote);
  const present = new Map<string, Result>();
  for (const choice of lookup.choices.values()) {
    const result = choice?.result;
    if (result !== undefined && !isVirtual(result)) present.set(result.id, result);
  }
  return { ...lookup, builds, steps, present, facts, scopes, isRefreshed };
}

/** Asks other machines only if the store lacks a result. */
async function lookUpEverywhere(
  builds: readonly PlannedBuild[],
  request: LookupRequest,
  remote: Elsewhere | undefined,
): Promise<Lookup> {
  const lookup = lookUp(builds, request);
  const isComplete = [...lookup.choices.values()].every((choice) => choice?.result !== undefined);
  if (isComplete || remote?.mayFind !== true) return lookup;
  return await (await remote.open()).look(builds, request);
}

/** Looks up ids only if `refresh` names a step by id. */
function refreshById(
  builds: readonly PlannedBuild[],
  refresh: PlanRequest['refresh'],
  look: () => Lookup,
): Again {
  const prefixes = refresh.filter(isPrefix);
  const choices: Lookup['choices'] = prefixes.length > 0 ? look().choices : new Map();
  return stepsToRefresh(builds, prefixes, (step) => {
    const choice = choices.get(step);
    return choice === undefined ? [] : [choice.id];
  });
}

/** The id of a base image is known only after the tag was resolved, perhaps to an old digest. */
async function withNewest(facts: PlanFacts, bases: Again['bases'], request: PlanRequest): Promise<PlanFacts> {
  if (bases.size === 0) return facts;
  const newest = await resolveImages([...bases], { ...request, newest: bases });
  return { ...facts, images: new Map([...facts.images, ...newest]) };
}

/** @throws ObuilderError `secret-missing` if a value is part of a key and was not given */
function fingerprintsOf(
  steps: readonly Step[],
  { keySecrets, secrets, machinery }: PlanRequest,
): ReadonlyMap<string, string> {
  const fingerprints = new Map<string, string>();
  for (const id of keySecrets) {
    const value = secrets.get(id);
    const user = steps.find(
      (step) => step.kind === 'run' && step.operation.secrets.some((secret) => secret.id === id),
    );
    if (user !== undefined && value === undefined) checkSecrets(user, secrets);
    if (value !== undefined) fingerprints.set(id, machinery.store.fingerprint(value));
  }
  return fingerprints;
}

function choiceFields(choice: Choice | undefined): Pick<PlannedStep, 'id' | 'from'> {
  return { id: choice?.id, from: choice === undefined ? undefined : foreignLabel(choice) };
}

export function plannedSteps({ steps, choices }: Plan): readonly PlannedStep[] {
  return steps.map((step) => {
    const { index, node, kind, text, workdir, at } = step;
    return {
      index,
      build: node.path,
      kind,
      operation: text,
      workdir,
      at,
      ...choiceFields(choices.get(step)),
    };
  });
}
