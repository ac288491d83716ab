import type { BuildReport } from '../contract/events.ts';
import type { FilesOutput, ImageOutput, Output } from '../contract/outputs.ts';
import type { Result } from '../contract/results.ts';
import { isObuilderError, must, ObuilderError } from '../errors.ts';
import { rememberBases } from '../plan/bases.ts';
import { type Choice, foreignLabel } from '../plan/candidates.ts';
import { makePlan, outline, type Plan, plannedSteps } from '../plan/plan.ts';
import type { Step } from '../plan/plan-steps.ts';
import { checkPlannedSecrets } from '../plan/secrets.ts';
import { isVirtual } from '../plan/virtual.ts';
import type { BuildOptions, Machinery } from './build-options.ts';
import { type RemoteAccess, remoteAccess } from './elsewhere/access.ts';
import { rememberImages } from './image/base-image.ts';
import { createJournal, type Journal, reportError } from './journal.ts';
import { openSession } from './open-session.ts';
import {
  buildNamed,
  buildsOf,
  checkOutputs,
  exportFailure,
  exportResults,
  type FilesOf,
  isImage,
} from './output/exports.ts';
import { checkTotal } from './output/outputs.ts';
import { partsOf } from './output/parts-of.ts';
import { unwrittenNotice } from './output/unwritten.ts';
import { unreadWarning } from './output/written.ts';
import { planRequest, warnOfShortSecrets } from './plan-request.ts';
import type { Session } from './session.ts';
import { replay } from './steps/replay.ts';
import { slotNames, unknownSlots } from './steps/slots.ts';
import { createStop, type Stop } from './stop.ts';

export type { BuildOptions, Machinery } from './build-options.ts';

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
  const warn = (message: string) => options.emit({ type: 'warning', message });
  const remote = remoteAccess(machinery.remote, { warn, signal: stop.signal });
  const run: Run = { options, journal, stop, remote, session: undefined };
  try {
    const report = await buildAndStore(machinery, run);
    tellRest(run);
    options.emit({ type: 'done', report });
    return { kind: 'built', report };
  } catch (thrown) {
    const isCancelled = options.signal?.aborted === true;
    const error = isCancelled ? cancelled() : thrown;
    tellRest(run);
    options.emit({ type: 'failed', error: reportError(error), steps: journal.reports() });
    return { kind: isCancelled || isObuilderError(error, 'cancelled') ? 'cancelled' : 'failed' };
  } finally {
    await remote?.close();
  }
}

interface Run {
  readonly options: BuildOptions;
  readonly journal: Journal;
  readonly stop: Stop;
  readonly remote: RemoteAccess | undefined;
  /** Set after planning. */
  session: Session | undefined;
}

/** Stores new results elsewhere even after a failed step, because other runners need the results before that step too. */
async function buildAndStore(machinery: Machinery, run: Run): Promise<BuildReport> {
  const [built] = await Promise.allSettled([buildOrThrow(machinery, run)]);
  if (built.status === 'rejected' && run.options.signal?.aborted !== true) await exportFailed(machinery, run);
  const [stored] = await Promise.allSettled([storeResults(run, built.status === 'fulfilled')]);
  if (built.status === 'rejected') throw run.stop.reason() ?? built.reason;
  if (stored.status === 'rejected') throw stored.reason;
  return built.value;
}

const NOTHING_NEW =
  'cache-to gets nothing new: no step had to run. To fill an empty carrier, build once with no-cache.';

/** Slots come last, because a carrier that fails is not asked again. */
async function storeResults(
  { session: own, remote, journal, options }: Run,
  isBuilt: boolean,
): Promise<void> {
  if (own === undefined || remote?.mayStore !== true || options.signal?.aborted === true) return;
  if (!journal.reports().some(({ outcome }) => outcome === 'built')) {
    if (isBuilt && own.plan.present.size > 0) options.emit({ type: 'notice', message: NOTHING_NEW });
    return;
  }
  const session = { ...own, signal: options.signal ?? new AbortController().signal };
  await (await import('./elsewhere/upload/upload.ts')).uploadResults(session, remote);
  if (isBuilt && remote.slots.length > 0)
    await (await import('./elsewhere/slots/save.ts')).saveSlots(session, remote);
}

async function buildOrThrow(machinery: Machinery, run: Run): Promise<BuildReport> {
  const { options, journal, stop, remote } = run;
  if (stop.signal.aborted) throw cancelled();
  const builds = outline(options.spec, options.target);
  const outputs = checkOutputs(options.outputs ?? [], { spec: options.spec, builds });
  const tools = outputs.some(isImage)
    ? await must(machinery.imageTools, 'the images of results')()
    : undefined;
  for (const output of outputs) if (isImage(output)) await tools?.images.check(output);
  warnOfShortSecrets(builds, options);
  const signal = stop.signal;
  const request = planRequest(machinery, { options: { ...options, signal }, remote });
  const plan = await makePlan(builds, request);
  journal.plan(plannedSteps(plan));
  machinery.store.touchSlots(slotNames(plan));
  const unknown = unknownSlots(plan, remote?.slots ?? []);
  if (unknown !== undefined) options.emit({ type: 'warning', message: unknown });
  const parts = await partsOf(outputs, { ...machinery, emit: options.emit, access: remote, plan, signal });
  const partOf = (output: FilesOutput) => parts?.rootOf(output);
  try {
    const whole = outputs.filter((output) => isImage(output) || partOf(output) === undefined);
    const wanted = buildsOf(whole, builds);
    const { id, resultOf } = isComplete(plan, wanted)
      ? await replayAll(start(machinery, run, { plan, wanted, held: new Map(plan.present) }))
      : await makeAll(machinery, run, { plan, wanted });
    checkTotal(journal.outputs());
    rememberGot(plan, machinery);
    const filesOf: FilesOf = async (output) => {
      const part = partOf(output);
      if (part !== undefined) return { root: part };
      const { id } = await resultOf(output.build);
      return { root: await machinery.store.view(id), id };
    };
    const imageOf = async (output: ImageOutput) => {
      const { writeImage } = await import('./image/write.ts');
      const session = must(run.session, 'the session');
      const [build, last] = [buildNamed(builds, output.build), await resultOf(output.build)];
      return await writeImage(output, { ...must(tools, 'the tools for images'), session, build, last });
    };
    const handing = { exports: machinery.exports, emit: options.emit, signal, filesOf, imageOf };
    const images = await exportResults(outputs, handing);
    tellUnwritten(options, 'success');
    const steps = journal.reports();
    const kinds = plan.steps.map(({ kind }) => kind);
    const cacheHit = steps.every(({ index, outcome }) => outcome === 'cached' || kinds[index] === 'from');
    return { id, cacheHit, steps, outputs: journal.outputs(), ...(images.length > 0 ? { images } : {}) };
  } finally {
    parts?.remove();
  }
}

/** Later builds of this scope may continue from the results of all builds of this spec, whoever made these results. */
function rememberGot({ builds, choices, facts, scopes }: Plan, { store }: Pick<Machinery, 'store'>): void {
  const last = builds.map(({ steps }) => choices.get(must(steps.at(-1), 'the last step of a build'))?.result);
  const got = [...facts.bases.values(), ...last].filter((result) => result !== undefined);
  // A record of another machine proves nothing about a result here.
  const local = got.filter((result) => !isVirtual(result));
  rememberBases(local, { scopes, store });
  rememberImages({ builds, choices, facts }, store.memo);
}

/** Exports what the user asked for from a failed step, and names the outputs of a success. */
async function exportFailed(machinery: Machinery, { options, journal }: Run): Promise<void> {
  const { outputs = [], emit, keepFailed = false, signal = new AbortController().signal } = options;
  const steps = journal.reports();
  if (steps.some(({ outcome }) => outcome === 'failed')) tellUnwritten(options, 'failure');
  const wanted = outputs.filter((output): output is FilesOutput => output.when === 'failure');
  if (wanted.length === 0) return;
  const { exports, openFailed } = machinery;
  const { hasKept } = journal;
  await exportFailure(wanted, { exports, openFailed, emit, signal, hasKept, keepFailed, steps });
}

function tellUnwritten({ outputs = [], emit }: BuildOptions, end: Output['when']): void {
  const message = unwrittenNotice(outputs, end);
  if (message !== undefined) emit({ type: 'notice', message });
}

type Wanted = Pick<Session, 'plan' | 'wanted'>;

function start(machinery: Machinery, run: Run, planned: Wanted & Pick<Session, 'held'>): Session {
  run.session = openSession(machinery, { ...run, ...planned });
  return run.session;
}

/** Whether every step has a result, and the store has the files that outputs take. */
function isComplete({ choices, builds }: Plan, wanted: Session['wanted']): boolean {
  const ends = builds.filter(({ node }) => wanted.has(node)).map(({ steps }) => endOf(choices, steps));
  return (
    [...choices.values()].every((choice) => choice?.result !== undefined) &&
    !ends.some((choice) => isVirtual(choice?.result))
  );
}

function endOf(choices: Plan['choices'], steps: readonly Step[]): Choice | undefined {
  const last = steps.at(-1);
  return last && choices.get(last);
}

interface Finished {
  readonly id: string;
  /** Returns the last result of a build, in the store. */
  readonly resultOf: (build: string | undefined) => Promise<Result>;
}

/** Other processes may prune a planned result until this build holds the result; a pruned result is made again. */
async function makeAll(machinery: Machinery, run: Run, { plan, wanted }: Wanted): Promise<Finished> {
  const { options, remote } = run;
  const { store } = machinery;
  checkPlannedSecrets(plan, options.secrets);
  const held = new Map(await store.hold([...plan.present.keys()]));
  const session = start(machinery, run, { plan, wanted, held });
  const { choices, builds } = plan;
  const remotes = remote?.opened();
  remotes?.expect(builds, { choices, wanted });
  await fetchTexts(session);
  const { walkBuilds } = await import('./steps/walk.ts');
  const walked = await walkBuilds(session);
  const ends = builds.map(({ node }) => must(walked.get(node), 'a build of the plan'));
  const last = await must(ends.at(-1), 'the last build of a plan').result;
  const resultOf = async (name: string | undefined) =>
    await must(walked.get(buildNamed(builds, name).node), 'a build of the plan').local();
  return { id: last.id, resultOf };
}

/** The fast path for a build with all results present: takes no lease, opens no draft and waits for nothing. */
async function replayAll(session: Session): Promise<Finished> {
  const { choices, builds } = session.plan;
  await fetchTexts(session);
  for (const [step, choice] of choices) {
    if (choice?.result === undefined) continue;
    await replay(session, step, { result: choice.result, from: foreignLabel(choice) });
  }
  const endNamed = (name?: string) =>
    must(endOf(choices, buildNamed(builds, name).steps)?.result, 'the last result of a build');
  return { id: endNamed().id, resultOf: (name) => Promise.resolve(endNamed(name)) };
}

/** Small logs of results on other machines are fetched at the same time, before their turn. */
async function fetchTexts({ plan, remote }: Session): Promise<void> {
  const shown = [...plan.choices].filter(([step]) => step.kind !== 'from' || step.base === undefined);
  const results = shown.map(([, choice]) => choice?.result).filter(isVirtual);
  if (results.length > 0) await remote?.opened()?.texts.fetchEarly(results);
}

/** Reports what concerns the build as a whole. */
function tellRest({ journal, remote, options }: Run): void {
  const warning = unreadWarning(journal.unread());
  if (warning !== undefined) options.emit({ type: 'warning', ...warning });
  const carriers = remote?.opened()?.carriers.reports();
  if (carriers !== undefined) options.emit({ type: 'carriers', carriers });
}

function cancelled(): ObuilderError {
  return new ObuilderError('cancelled', 'the build was cancelled');
}
