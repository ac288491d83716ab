import type { ResolvedImage } from '../contract/images.ts';
import type { Network } from '../contract/network.ts';
import type { Copy } from '../contract/spec.ts';
import { must, ObuilderError } from '../errors.ts';
import { baseIdOf } from './base-id.ts';
import type { PlanFacts } from './facts.ts';
import { type FilesRead, type NestedRead, nestedReads } from './files-read.ts';
import { type Environment, type RunKey, type StepKey, stepId } from './keys.ts';
import type { FromStep, RunStep, Step } from './plan-steps.ts';

export interface IdRequest {
  readonly base: string;
  readonly facts: PlanFacts;
  /** The digests of the files from nested builds, with a blank between. */
  readonly manifest?: string | undefined;
  /** The key of the owning scope; undefined for a result that all scopes share. */
  readonly scope?: string | undefined;
}

/** The id of a step on a base. */
export function idOf(step: Step, request: IdRequest): string {
  if (step.kind === 'from' && step.base !== undefined) return step.base;
  return stepId(keyOf(step, request));
}

/** The key of a step on a base. */
export function keyOf(step: Step, { base, facts, manifest, scope }: IdRequest): StepKey {
  switch (step.kind) {
    case 'from': {
      const { digest, platform } = imageOf(step, facts);
      return { kind: 'from', digest, platform, scope };
    }
    case 'run':
      return {
        kind: 'run',
        base,
        ...runFields(step, facts),
        mounts: mountKeys(step, facts, manifest),
        scope,
      };
    case 'copy': {
      const digest = manifest ?? contextDigest(step, facts, step.reads[0]);
      const { owner, destination, operation } = step;
      const mode = modeOf(operation);
      return { kind: 'copy', base, user: owner, destination, manifest: digest, mode, scope };
    }
  }
}

/** Returns the mode that a copy gives to all its files; undefined if each file has its own. */
export const modeOf = ({ chmod }: Copy): number | undefined => (chmod === 'keep' ? undefined : chmod);

function mountKeys(step: RunStep, facts: PlanFacts, manifest: string | undefined): RunKey['mounts'] {
  const nested = nestedReads(step);
  const digests = manifest?.split(' ') ?? [];
  return (step.operation.mounts ?? []).map(({ target }, index) => {
    const read = step.reads[index];
    const position = nested.indexOf(read as NestedRead);
    if (position === -1) return { target, manifest: contextDigest(step, facts, read), from: 'context' };
    return { target, manifest: must(digests[position], 'the digest of a mount'), from: 'build' };
  });
}

function contextDigest({ text }: Step, { contextManifests }: PlanFacts, read: FilesRead | undefined): string {
  const manifest = read && contextManifests.get(read);
  if (manifest === undefined) throw new ObuilderError('internal', `no manifest of ${text}`);
  return manifest.digest;
}

/** The parts of a `run` key that come from the step itself. */
export function runFields(
  step: RunStep,
  facts: PlanFacts,
): Omit<RunKey, 'kind' | 'base' | 'scope' | 'mounts'> {
  const { operation, shell, user, workdir } = step;
  return {
    argv: [...shell, operation.command],
    cwd: workdir,
    user,
    environment: environmentOf(step, facts),
    network: networkKey(operation.network),
    secrets: operation.secrets.map(({ id, target }) => ({
      id,
      target,
      fingerprint: facts.fingerprints.get(id),
    })),
  };
}

/** The order of a list and repeated endpoints make no difference. */
function networkKey(network: Network): RunKey['network'] {
  if (network.kind !== 'allow') return network.kind;
  return { allow: [...new Set(network.endpoints.map(({ text }) => text))].sort() };
}

/** The environment of a command at this step. */
export function environmentOf(step: Pick<Step, 'node' | 'environment'>, facts: PlanFacts): Environment {
  return new Map([...startingEnvironment(step, facts), ...step.environment]);
}

/** The environment of the image's config, or of the result that the build continues from. */
function startingEnvironment(
  { node }: Pick<Step, 'node'>,
  facts: PlanFacts,
): Iterable<readonly [string, string]> {
  const base = baseIdOf(node.spec.from);
  if (base === undefined) return imageOf({ operation: node.spec.from }, facts).environment;
  const { context, environment } = must(facts.bases.get(base), 'the result to continue from');
  return context?.environment ?? environment ?? [];
}

export function imageOf({ operation }: Pick<FromStep, 'operation'>, { images }: PlanFacts): ResolvedImage {
  const image = images.get(operation.image);
  if (image === undefined)
    throw new ObuilderError('internal', `the image ${operation.image} was not resolved`);
  return image;
}
