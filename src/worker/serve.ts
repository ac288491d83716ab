import type { BuildEvent, BuildReport } from '../contract/events.ts';
import type { BuildRequest } from '../contract/request.ts';
import type { Spec } from '../contract/spec.ts';
import { build } from '../engine/build.ts';
import { asObuilderError } from '../errors.ts';
import { BASE_PREFIX } from '../plan/base-id.ts';
import { storeText } from '../report/store-text.ts';
import { clamped, limitsFor, tighten } from '../request/step-bounds.ts';
import { isLimited, mergeLimits } from '../store/upkeep/merge-limits.ts';
import { holdLast } from './held-events.ts';
import { withMachinery } from './machinery.ts';
import { type Boundary, readBoundary } from './owner/boundary.ts';
import { pruneAfter } from './prune-after.ts';
import { readSpec } from './read-spec.ts';
import { scopesFor } from './scopes.ts';
import { decodeSecrets } from './secret-values.ts';

export interface ServeOptions {
  readonly emit: (event: BuildEvent) => void;
  /** A promise if the build must wait until the receiver of events catches up. */
  readonly pace?: (() => Promise<void> | undefined) | undefined;
  readonly signal: AbortSignal;
  /** The asking user and the owner's rules; determined from this process by default. */
  readonly boundary?: Boundary | undefined;
  /** Whether a job of GitHub asks, and not a user in a shell. */
  readonly isJob?: boolean | undefined;
}

/** Returns the image that a build surely needs, and how the build resolves it. */
function firstImage({ from, builds }: Spec, { target, pull, context }: BuildRequest, signal: AbortSignal) {
  const isNeeded = target === undefined || builds.length === 0;
  if (!isNeeded || from.image.startsWith(BASE_PREFIX)) return undefined;
  // The build resolves the image again with its own warnings.
  const options = { pull, directory: context, onWarning: () => undefined, signal };
  return { image: from.image, options };
}

/** Carries out a request. Every end, also a broken machine, becomes an event `done` or `failed`. */
export async function serveBuild(
  request: BuildRequest,
  options: ServeOptions,
): Promise<BuildReport | undefined> {
  const { limits } = request;
  const { signal } = options;
  const events = holdLast(options.emit);
  const onNotice = (message: string) => options.emit({ type: 'notice', message });
  const onWarning = (message: string) => options.emit({ type: 'warning', message });
  try {
    const boundary = options.boundary ?? (await readBoundary());
    const tightened = tighten(boundary.rules.bounds, request.bounds);
    const { bounds, ownersBounds } = tightened;
    const less = clamped(tightened, boundary.rules.steps, request.bounds);
    if (less !== undefined) onNotice(less);
    const spec = readSpec(request, boundary.rules, options.emit);
    const scopes = scopesFor(request);
    if (request.share !== undefined && !scopes.maySharedWrite) onNotice(readsShared(request.share));
    return await withMachinery(
      request,
      async (machinery, place) => {
        onNotice(storeText(place, machinery.store.space()));
        const result = await build(machinery, {
          spec,
          context: request.context,
          specPath: request.spec.path,
          target: request.target,
          secrets: decodeSecrets(request),
          noCache: request.noCache,
          refresh: request.refresh,
          keySecrets: request.keySecrets,
          pull: request.pull,
          maxParallel: request.maxParallel,
          scopes,
          keepFailed: request.keepFailed,
          outputs: request.outputs,
          limits: { ...limitsFor(bounds), ownersBounds },
          emit: events.emit,
          pace: options.pace,
          signal,
        });
        const kept = mergeLimits(place.limits, limits);
        if (isLimited(kept) && events.hasRun() && !signal.aborted)
          await pruneAfter(machinery.store, kept, options);
        events.release();
        return result.kind === 'built' ? result.report : undefined;
      },
      // Only the floor counts during a build; the other limits count at its end.
      {
        onNotice,
        onWarning,
        limits,
        boundary,
        isJob: options.isJob,
        firstImage: firstImage(spec, request, signal),
      },
    );
  } catch (error) {
    const { code, message, value, hint, at } = asObuilderError(error);
    options.emit({ type: 'failed', error: { code, message, value, hint, at }, steps: [] });
    return undefined;
  }
}

const readsShared = (name: string) =>
  `This build reads results of the shared name ${name} and adds none, because only builds of the default branch do (docs/scopes.md).`;
