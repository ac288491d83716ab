import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { getInput, info, setFailed, setOutput, setSecret, warning } from '@actions/core';
import type { ErrorReport, ImageReport } from '../contract/events.ts';
import type { WorkerEvent } from '../contract/request.ts';
import { asObuilderError } from '../errors.ts';
import { writePaced } from '../host/process/paced-output.ts';
import { actionsReporter } from '../report/actions.ts';
import { harmless } from '../report/commands.ts';
import { errorText } from '../report/error-text.ts';
import { type BuildRecord, recorder } from '../report/summary/record.ts';
import { summary } from '../report/summary/summary.ts';
import { oneLine } from '../report/text.ts';
import {
  aboutCommands,
  buildAgain,
  enterFailed,
  inspectResult,
  printSummary,
  removeResult,
} from './again.ts';
import { writeArtifacts } from './artifacts.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { installLog, isInstallEvent } from './install-log.ts';
import type { Launched } from './launch.ts';
import { explainEvent, type MissingSecrets, missingSecrets, missingText } from './missing-secrets.ts';
import { actionOutputs, type BuildOutputs } from './outputs.ts';
import type { ActionProcess } from './place.ts';
import { buildRequest } from './request.ts';
import { maskedTexts } from './secrets.ts';
import { saveWorker } from './state.ts';
import type { WorkerExit } from './worker/client.ts';
import type { ProcessMark } from './worker/mark.ts';

/** A shell's exit status for a program ended by SIGINT. */
const CANCELLED = 130;

export interface Job {
  readonly place: ActionProcess;
  readonly launching: Promise<Launched>;
  readonly signal: AbortSignal;
}

/** Builds with a worker that is starting. Returns the exit status of the action: 0 built, 1 failed, 130 cancelled. */
export async function runJob(job: Job): Promise<number> {
  try {
    const missing = missingSecrets();
    const inputs = await readOrDismiss(job, missing);
    for (const text of maskedTexts(inputs.secrets, namesOf(inputs))) setSecret(text);
    return await build(inputs, job, missing);
  } catch (error) {
    setFailed(errorText(asObuilderError(error)));
    return 1;
  }
}

async function readOrDismiss({ place, launching }: Job, missing: MissingSecrets): Promise<ActionInputs> {
  try {
    return readInputs({
      get: getInput,
      env: place.env,
      workspace: place.workspace,
      onWarning: (message) => warning(message),
      onMissing: (why) => {
        info(missingText(why));
        missing.add(why);
      },
    });
  } catch (error) {
    await launching.then(({ worker }) => worker.dismiss()).catch(() => undefined);
    throw error;
  }
}

async function build(
  inputs: ActionInputs,
  { place, launching, signal }: Job,
  missing: MissingSecrets,
): Promise<number> {
  const start = performance.now();
  const specFile = inputs.spec.path !== undefined ? inputs.spec.name : undefined;
  const reporter = actionsReporter({
    newToken: randomUUID,
    specFile,
    enter: (id) => enterFailed(id, inputs, place),
    remove: (id) => removeResult(id, inputs, place),
    aboutCommands: () => aboutCommands(place),
  });
  const events = recorder();
  const installation = installLog();
  const onEvent = (heard: WorkerEvent) => {
    const event = explainEvent(heard, missing);
    if (event.type === 'hello') {
      rememberWorker(event);
      return undefined;
    }
    if (isInstallEvent(event)) return writePaced(installation(event));
    events.add(event);
    return writePaced(reporter.event(event));
  };
  const { worker, notice } = await launching;
  if (notice !== undefined) info(notice);
  const request = buildRequest(inputs, place.env);
  // An open log group would swallow the following lines, even an error.
  const close = () => process.stdout.write(reporter.finish());
  const exit = await worker.serve({ request, onEvent, signal }).finally(close);
  const seconds = (performance.now() - start) / 1000;
  const explained = exit.kind === 'failed' ? { ...exit, error: missing.explain(exit.error) } : exit;
  return conclude(explained, { inputs, place, record: events.record(), seconds });
}

/** For post, which ends a surviving worker. Only warns on failure: this precaution must not fail a build. */
function rememberWorker(mark: ProcessMark): void {
  try {
    saveWorker(mark);
  } catch (error) {
    warning(`Could not record the worker for the end of the job: ${asObuilderError(error).message}`);
  }
}

interface Ended {
  readonly inputs: ActionInputs;
  readonly place: ActionProcess;
  readonly record: BuildRecord;
  readonly seconds: number;
}

function conclude(exit: WorkerExit, ended: Ended): number {
  writeSummary(ended, exit.kind === 'cancelled');
  switch (exit.kind) {
    case 'built':
      setOutputs(exit.report, ended);
      recordArtifacts(exit.report.images ?? [], ended);
      return 0;
    case 'failed':
      setOutputs({ id: '', cacheHit: false, steps: stepReports(ended.record), outputs: {} }, ended);
      sayFailed(exit.error, ended.record);
      return 1;
    case 'cancelled':
      info('The build was cancelled. Finished steps are kept.');
      if (exit.alive !== undefined) warning(`The worker, process ${exit.alive}, has not ended yet.`);
      return CANCELLED;
  }
}

const MAX_LAST_LINE = 2000;

/** An error with a place, and the error of a step, have an annotation by now. */
function sayFailed(error: ErrorReport, { steps }: BuildRecord): void {
  const text = `The build failed: ${errorText(error)}`;
  if (error.at !== undefined || steps.some(({ outcome }) => outcome === 'failed'))
    info(harmless(oneLine(text.replace('\n', '. '), MAX_LAST_LINE)));
  else setFailed(text);
}

function stepReports({ steps }: BuildRecord): BuildOutputs['steps'] {
  return steps.map(({ step, outcome, end }) => ({
    index: step.index,
    id: end?.id ?? step.id,
    build: step.build,
    operation: step.operation,
    outcome,
    seconds: end?.seconds ?? 0,
  }));
}

/** The texts that may name secrets. */
const namesOf = ({ spec, cacheOptions }: Pick<ActionInputs, 'spec' | 'cacheOptions'>) =>
  `${spec.text}\n${cacheOptions?.keySecret ?? ''}`;

function setOutputs(outputs: BuildOutputs, { inputs }: Ended): void {
  const { values, warnings } = actionOutputs(outputs, maskedTexts(inputs.secrets, namesOf(inputs)));
  for (const [name, value] of values) setOutput(name, value);
  for (const text of warnings) warning(text);
}

/** Only warns if writing fails. */
function recordArtifacts(images: readonly ImageReport[], { place }: Ended): void {
  try {
    writeArtifacts(images, place.env['GITHUB_ARTIFACTS']);
  } catch (error) {
    warning(`Could not record the images in $GITHUB_ARTIFACTS: ${asObuilderError(error).message}`);
  }
}

/** Only warns if writing fails. */
function writeSummary({ inputs, place, record, seconds }: Ended, cancelled: boolean): void {
  const file = place.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const again = buildAgain(inputs, place);
  const inspect = (id: string) => inspectResult(id, inputs, place);
  const print = (id: string) => printSummary(id, inputs, place);
  const enter = (id: string) => enterFailed(id, inputs, place);
  try {
    const about = () => aboutCommands(place);
    const options = { seconds, cancelled, again, inspect, printSummary: print, enter, aboutCommands: about };
    appendFileSync(file, summary(record, options), { mode: 0o600 });
  } catch (error) {
    warning(`Could not write the job summary: ${asObuilderError(error).message}`);
  }
}
