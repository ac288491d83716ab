import { availableParallelism } from 'node:os';
import type { BuildEvent, BuildReport, PlannedStep } from '../contract/events.ts';
import type { Exports } from '../contract/exports.ts';
import type { Images, PullPolicy } from '../contract/images.ts';
import type { FilesOutput, Output } from '../contract/outputs.ts';
import type { Result } from '../contract/results.ts';
import type { Sandbox } from '../contract/sandbox.ts';
import type { Spec } from '../contract/spec.ts';
import type { Store } from '../contract/store.ts';
import type { Trees } from '../contract/trees.ts';
import { isObuilderError, must, ObuilderError, type Position } from '../errors.ts';
import { createMasker, unmasked } from '../mask/masker.ts';
import { createJournal, type Journal, reportError } from './journal.ts';
import { checkOutputs, exportFailure, exportResults } from './output/exports.ts';
import { checkTotal } from './output/outputs.ts';
import { checkPlannedSecrets } from './output/secrets.ts';
import { unreadWarning } from './output/written.ts';
import { rememberBases } from './plan/bases.ts';
import { type Choice, foreignLabel } from './plan/candidates.ts';
import { makePlan, outline, type Plan, type PlanRequest, plannedSteps } from './plan/plan.ts';
import type { PlannedBuild, Step } from './plan/plan-steps.ts';
import type { Scopes } from './plan/scopes.ts';
import type { StepLimits } from './plan/step-bounds.ts';
import type { Session } from './session.ts';
import { replay } from './steps/replay.ts';
import { slotNames } from './steps/slots.ts';
import { walkBuilds } from './steps/walk.ts';
import { createStop, type Stop } from './stop.ts';

/** The engine depends on contracts only. */
export interface Machinery {
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly images: Images;
  readonly trees: Trees;
  /** Needed for outputs only. */
  readonly exports?: Exports | undefined;
  /** Looks on other machines for a result that a build continues from. The user has the right to read the result. */
  readonly findElsewhere?: ((id: string) => Promise<Result | undefined>) | undefined;
  /** Returns the directory with the kept files of a failed step; undefined without such files. */
  readonly openFailed?: ((id: string) => Promise<string | undefined>) | undefined;
}

export interface PlanOptions {
  readonly spec: Spec;
  /** Absolute path of the directory that `copy` reads; relative paths of images start here too. */
  readonly context: string;
  /** Absolute path of the spec's file, if any. */
  readonly specPath?: string | undefined;
  /** Builds only this nested build and its dependencies; `outer/inner` names a build inside another. */
  readonly target?: string | undefined;
  readonly pull: PullPolicy;
  readonly scopes: Scopes;
  /** Makes every step again. Base images are kept, unless `pull` is `always`. */
  readonly noCache: boolean;
  /** Makes these steps and all their dependents again: nested builds by name, steps by the beginning of an id or by `line:N`. */
  readonly refresh?: readonly string[] | undefined;
  /** Values by id. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Ids of secrets with values that are part of keys: another value makes all dependent steps again. */
  readonly keySecrets?: readonly string[] | undefined;
  readonly emit: (event: BuildEvent) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface BuildOptions extends PlanOptions {
  /** How many steps run at once; the number of CPUs by default. */
  readonly maxParallel?: number | undefined;
  /** Keeps the file system of a step with a failed command for some hours. */
  readonly keepFailed?: boolean | undefined;
  /** Whether and until when to wait for the consumer of the events before emitting more of a log. */
  readonly pace?: (() => Promise<void> | undefined) | undefined;
  /** Files for the user after the build. */
  readonly outputs?: readonly Output[] | undefined;
  /** Bounds on each step. */
  readonly limits?: StepLimits | undefined;
}

export type BuildResult =
  | { readonly kind: 'built'; readonly report: BuildReport }
  | { readonly kind: 'failed' }
  | { readonly kind: 'cancelled' };

/**
 * Builds a spec: plans first, then makes the missing results. Never throws: every error, also of a broken machine,
 * becomes the event `failed`. After the promise settles no step runs and no draft is left; only a hanging read of the
 * plan may outlive a cancel.
 */
export async function build(machinery: Machinery, options: BuildOptions): Promise<BuildResult> {
  const journal = createJournal(options.emit);
  const stop = createStop(options.signal);
  try {
    const report = await buildOrThrow(machinery, { options, journal, stop });
    warnOfUnread(journal, options);
    options.emit({ type: 'done', report });
    return { kind: 'built', report };
  } catch (thrown) {
    const isCancelled = options.signal?.aborted === true;
    const error = isCancelled ? cancelled() : (stop.reason() ?? thrown);
    if (!isCancelled) await exportFailed(machinery, options, journal);
    warnOfUnread(journal, options);
    options.emit({ type: 'failed', error: reportError(error), steps: journal.reports() });
    return { kind: isCancelled || isObuilderError(error, 'cancelled') ? 'cancelled' : 'failed' };
  }
}

/** Returns the steps of a build and the ids with existing results. Runs nothing and needs no values of secrets. */
export async function planBuild(
  machinery: Omit<Machinery, 'sandbox'>,
  options: PlanOptions,
): Promise<{ readonly steps: readonly PlannedStep[]; readonly present: ReadonlySet<string> }> {
  const builds = outline(options.spec, options.target);
  const plan = await makePlan(builds, planRequest(machinery, options));
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
  const outputs = checkOutputs(options.outputs ?? [], { spec: options.spec, builds });
  warnOfShortSecrets(builds, options);
  const request = planRequest(machinery, { ...options, signal: stop.signal });
  const plan = await makePlan(builds, request);
  journal.plan(plannedSteps(plan));
  machinery.store.touchSlots(slotNames(plan));
  const id = isComplete(plan)
    ? await replayAll(createSession(machinery, { ...run, plan, held: new Map(plan.present) }))
    : (await makeAll(machinery, { ...run, plan })).id;
  checkTotal(journal.outputs());
  const steps = journal.reports();
  rememberGot(plan, machinery);
  await exportResults(outputs, {
    exports: machinery.exports,
    emit: options.emit,
    signal: stop.signal,
    target: must(builds.at(-1), 'the last build of a plan').node.path,
    steps,
    view: machinery.store.view,
  });
  const cacheHit = steps.every(({ outcome }) => outcome === 'cached');
  return { id, cacheHit, steps, outputs: journal.outputs() };
}

/** Later builds of this scope may continue from the results of all builds of this spec, whoever made these results. */
function rememberGot({ builds, choices, facts, scopes }: Plan, { store }: Pick<Machinery, 'store'>): void {
  const last = builds.map(({ steps }) => choices.get(must(steps.at(-1), 'the last step of a build'))?.result);
  const got = [...facts.bases.values(), ...last.filter((result) => result !== undefined)];
  rememberBases(got, { scopes, store });
}

/** Exports what the user asked for from a failed step. */
async function exportFailed(machinery: Machinery, options: BuildOptions, journal: Journal): Promise<void> {
  const outputs = (options.outputs ?? []).filter(
    (output): output is FilesOutput => output.when === 'failure',
  );
  if (outputs.length === 0) return;
  const { exports, openFailed } = machinery;
  const { emit, signal = new AbortController().signal } = options;
  await exportFailure(outputs, { exports, openFailed, emit, signal, steps: journal.reports() });
}

function isComplete({ choices }: Plan): boolean {
  return [...choices.values()].every((choice) => choice?.result !== undefined);
}

/** Other processes may prune a planned result until this build holds the result; a pruned result is made again. */
async function makeAll(machinery: Machinery, run: Run & { readonly plan: Plan }): Promise<Result> {
  const { plan, options } = run;
  checkPlannedSecrets(plan, options.secrets);
  const held = new Map(await machinery.store.hold([...plan.present.keys()]));
  return await walkBuilds(createSession(machinery, { ...run, held }));
}

/** The fast path for a build with all results present: takes no lease, opens no draft and waits for nothing. */
async function replayAll(session: Session): Promise<string> {
  let last: Choice | undefined;
  for (const [step, choice] of session.plan.choices) {
    last = choice;
    if (choice?.result === undefined) continue;
    await replay(session, step, { result: choice.result, followed: false, from: foreignLabel(choice) });
  }
  return must(last, 'the last choice of a build').id;
}

function createSession(
  { store, sandbox, images, trees }: Machinery,
  { options, journal, stop, plan, held }: Run & Pick<Session, 'plan' | 'held'>,
): Session {
  const { context, secrets, keepFailed = false, limits, maxParallel, emit, pace = () => undefined } = options;
  return {
    plan,
    store,
    sandbox,
    images,
    trees,
    context,
    secrets,
    held,
    keepFailed,
    limits,
    masker: createMasker(usedSecrets(plan.steps, secrets).values()),
    journal,
    pace,
    warn: (message, { at }) => emit({ type: 'warning', message, at }),
    inTurn: createTurns(maxParallel ?? availableParallelism()),
    signal: stop.signal,
    userSignal: options.signal,
    fail: stop.because,
  };
}

/** The first running step loads the limiter: a cached build has no use for a limiter. */
function createTurns(places: number): Session['inTurn'] {
  let limit: Promise<Session['inTurn']> | undefined;
  return async (work) => {
    limit ??= import('p-limit').then(({ default: pLimit }) => pLimit(Math.max(1, Math.floor(places))));
    return await (await limit)(work);
  };
}

function planRequest(
  { store, images, trees, findElsewhere }: Omit<Machinery, 'sandbox'>,
  options: PlanOptions,
): PlanRequest {
  const {
    context,
    specPath,
    pull,
    emit,
    signal,
    scopes,
    noCache,
    secrets,
    refresh = [],
    keySecrets = [],
  } = options;
  const warn = (message: string, at: Position) => emit({ type: 'warning', message, at });
  const isRefreshed = (step: Step) => noCache && (step.kind !== 'from' || pull === 'always');
  return {
    machinery: { store, images, trees },
    findElsewhere,
    context,
    specPath,
    pull,
    warn,
    signal,
    scopes,
    secrets,
    keySecrets,
    isRefreshed,
    refresh,
  };
}

/** A secret that no step asks for hides nothing: the lines of such a secret may be ordinary text. */
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

function warnOfUnread(journal: Journal, { emit }: BuildOptions): void {
  const warning = unreadWarning(journal.unread());
  if (warning !== undefined) emit({ type: 'warning', ...warning });
}

function cancelled(): ObuilderError {
  return new ObuilderError('cancelled', 'the build was cancelled');
}
