import { availableParallelism } from 'node:os';
import { isObuilderError, ObuilderError, type Position } from '../errors.ts';
import type { Images, PullPolicy } from '../image/contract.ts';
import { createMasker, unmasked } from '../mask/masker.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import type { Spec } from '../spec/types.ts';
import type { Store } from '../store/contract.ts';
import type { Trees } from '../tree/contract.ts';
import type { BuildEvent, BuildReport, PlannedStep } from './events.ts';
import { createJournal, type Journal, reportError } from './journal.ts';
import { checkTotal } from './outputs.ts';
import { checkSecrets, makePlan, outline, type Plan, type PlannedBuild, plannedSteps } from './plan.ts';
import { replay } from './replay.ts';
import type { Session } from './session.ts';
import type { StepLimits } from './step-bounds.ts';
import type { Step } from './steps.ts';
import { createStop, type Stop } from './stop.ts';
import { walkBuilds } from './walk.ts';

/** What the engine works with: contracts only. */
export interface Machinery {
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly images: Images;
  readonly trees: Trees;
}

export interface PlanOptions {
  readonly spec: Spec;
  /** Absolute path of the directory that `copy` reads, and that relative paths of images are relative to. */
  readonly context: string;
  /** A nested build, `outer/inner` for one inside another; then only it and what it needs are made. */
  readonly target?: string | undefined;
  readonly pull: PullPolicy;
  readonly emit: (event: BuildEvent) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface BuildOptions extends PlanOptions {
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Makes every step again. Base images are kept, unless `pull` is `always`. */
  readonly noCache: boolean;
  /** How many steps run at once; the number of CPUs by default. */
  readonly maxParallel?: number | undefined;
  /** Part of every cache slot's name, so that slots of different trust are apart. */
  readonly cacheScope: string;
  /** Keeps the file system of a step whose command failed, for some hours. */
  readonly keepFailed?: boolean | undefined;
  /** Whether and until when to wait for whoever takes the events, before more of a log is told. */
  readonly pace?: (() => Promise<void> | undefined) | undefined;
  /** Bounds on each step. */
  readonly limits?: StepLimits | undefined;
}

export type BuildResult =
  | { readonly kind: 'built'; readonly report: BuildReport }
  | { readonly kind: 'failed' }
  | { readonly kind: 'cancelled' };

/**
 * Builds a spec: plans first, then makes what the store does not have. Never throws: every error, also of a broken
 * machine, is told by the event `failed`. When it settles no step runs any more and no draft is left; only a read of the plan
 * that hangs may go on after a cancel.
 */
export async function build(machinery: Machinery, options: BuildOptions): Promise<BuildResult> {
  const journal = createJournal(options.emit);
  const stop = createStop(options.signal);
  try {
    const report = await buildOrThrow(machinery, { options, journal, stop });
    options.emit({ type: 'done', report });
    return { kind: 'built', report };
  } catch (thrown) {
    const isCancelled = options.signal?.aborted === true;
    const error = isCancelled ? cancelled() : (stop.reason() ?? thrown);
    options.emit({ type: 'failed', error: reportError(error), steps: journal.reports() });
    return { kind: isCancelled || isObuilderError(error, 'cancelled') ? 'cancelled' : 'failed' };
  }
}

/** A build's steps and which ids have results already, without running anything and without the values of secrets. */
export async function planBuild(
  machinery: Omit<Machinery, 'sandbox'>,
  options: PlanOptions,
): Promise<{ readonly steps: readonly PlannedStep[]; readonly present: ReadonlySet<string> }> {
  const builds = outline(options.spec, options.target);
  const plan = await makePlan(builds, { ...planRequest(machinery, options), rebuild: false });
  return { steps: plannedSteps(plan), present: new Set(plan.present.keys()) };
}

interface Run {
  readonly options: BuildOptions;
  readonly journal: Journal;
  readonly stop: Stop;
}

async function buildOrThrow(machinery: Machinery, run: Run): Promise<BuildReport> {
  const { options, journal, stop } = run;
  if (stop.signal.aborted) throw cancelled();
  const builds = outline(options.spec, options.target);
  checkSecrets(builds, options.secrets);
  warnOfShortSecrets(builds, options);
  const request = planRequest(machinery, { ...options, signal: stop.signal });
  const plan = await makePlan(builds, { ...request, rebuild: options.noCache });
  journal.plan(plannedSteps(plan));
  const id = isComplete(plan, options)
    ? await replayAll(createSession(machinery, { ...run, plan }))
    : (await walkBuilds(createSession(machinery, { ...run, plan: await keep(plan, machinery) }))).id;
  const outputs = journal.outputs();
  checkTotal(outputs);
  const steps = journal.reports();
  return { id, cacheHit: steps.every(({ outcome }) => outcome === 'cached'), steps, outputs };
}

function isComplete({ ids, present }: Plan, { noCache }: BuildOptions): boolean {
  return !noCache && ids.every((id) => id !== undefined && present.has(id));
}

/** What is present may be pruned by others until it is held; what went meanwhile is made again. */
async function keep(plan: Plan, { store }: Machinery): Promise<Plan> {
  return { ...plan, present: await store.hold([...plan.present.keys()]) };
}

/** The short way of a build whose results are all there: nothing is leased, begun or waited for. */
async function replayAll(session: Session): Promise<string> {
  const { steps, ids, present } = session.plan;
  for (const step of steps) {
    const result = present.get(ids[step.index] ?? '');
    if (result !== undefined) await replay(session, step, { result, followed: false });
  }
  return ids.at(-1) ?? '';
}

function createSession(
  { store, sandbox, trees }: Machinery,
  { options, journal, stop, plan }: Run & { readonly plan: Plan },
): Session {
  const {
    context,
    secrets,
    noCache,
    pull,
    cacheScope,
    keepFailed = false,
    limits,
    maxParallel,
    emit,
    pace = () => undefined,
  } = options;
  return {
    plan,
    store,
    sandbox,
    trees,
    context,
    secrets,
    noCache,
    pull,
    cacheScope,
    keepFailed,
    limits,
    masker: createMasker(usedSecrets(plan.steps, secrets).values()),
    journal,
    pace,
    warn: (message, { at }) => emit({ type: 'warning', message, at }),
    inTurn: createTurns(maxParallel ?? availableParallelism()),
    signal: stop.signal,
    fail: stop.because,
  };
}

/** The limit is loaded with the first step that runs: a cached build has no use for it. */
function createTurns(places: number): Session['inTurn'] {
  let limit: Promise<Session['inTurn']> | undefined;
  return async (work) => {
    limit ??= import('p-limit').then(({ default: pLimit }) => pLimit(Math.max(1, Math.floor(places))));
    return await (await limit)(work);
  };
}

function planRequest({ store, images, trees }: Omit<Machinery, 'sandbox'>, options: PlanOptions) {
  const { context, pull, emit, signal } = options;
  const warn = (message: string, at: Position) => emit({ type: 'warning', message, at });
  return { machinery: { store, images, trees }, context, pull, warn, signal };
}

/** A secret that no step asks for hides nothing: its lines may be ordinary text. */
function usedSecrets(steps: readonly Step[], given: BuildOptions['secrets']): BuildOptions['secrets'] {
  const ids = steps
    .flatMap((step) => (step.kind === 'run' ? step.operation.secrets : []))
    .map(({ id }) => id);
  const wanted = new Set(ids);
  return new Map([...given].filter(([id]) => wanted.has(id)));
}

function warnOfShortSecrets(builds: readonly PlannedBuild[], { secrets, emit }: BuildOptions): void {
  const steps = builds.flatMap((planned) => planned.steps);
  for (const id of unmasked(usedSecrets(steps, secrets))) {
    const message = `the secret "${id}" has fewer than 4 characters and is not masked in logs`;
    emit({ type: 'warning', message });
  }
}

function cancelled(): ObuilderError {
  return new ObuilderError('cancelled', 'the build was cancelled');
}
