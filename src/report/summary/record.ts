import type { BuildEvent, CarrierReport, ErrorReport, Outcome, PlannedStep } from '../../contract/events.ts';
import { isOutputEnd, type OutputEnd } from '../export-text.ts';
import { type LogBuffer, logBuffer } from '../log-buffer.ts';
import type { StepEnd } from '../words.ts';

/** The outcome of a step, for the summary. */
export interface StepRecord {
  readonly step: PlannedStep;
  readonly outcome: Outcome;
  readonly end?: StepEnd | undefined;
  /** When the step ran in this build, in milliseconds since the epoch. */
  readonly ran?: { readonly from: number; readonly to: number } | undefined;
  /** The end of the step's log. */
  readonly log: string;
  /** The step's own summary; the text is empty if not kept here. */
  readonly summary?: { readonly text: string; readonly bytes: number } | undefined;
}

export interface BuildRecord {
  readonly steps: readonly StepRecord[];
  readonly warnings: readonly string[];
  /** Files and images for the job. */
  readonly exports: readonly OutputEnd[];
  /** The carriers that the build asked. */
  readonly carriers: readonly CarrierReport[];
  /** Id of the result, if any. */
  readonly id?: string | undefined;
  readonly error?: ErrorReport | undefined;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Collects everything for a summary from the events of a build. */
export interface Recorder {
  add(event: BuildEvent): void;
  record(): BuildRecord;
}

const MAX_LOG_LENGTH = 16 * 1024;
const MAX_WARNINGS = 20;
/** Characters; more than all summaries together can show. */
const MAX_SUMMARIES_LENGTH = 2 * 1024 * 1024;

export function recorder(): Recorder {
  let plan: readonly PlannedStep[] = [];
  const starts = new Map<number, number>();
  const ends = new Map<number, StepEnd>();
  const summaries = new Map<number, NonNullable<StepRecord['summary']>>();
  let summaryLength = 0;
  const logs = new Map<number, LogBuffer>();
  const warnings: string[] = [];
  const exports: OutputEnd[] = [];
  let carriers: readonly CarrierReport[] = [];
  let last: Extract<BuildEvent, { readonly type: 'done' | 'failed' }> | undefined;

  function add(event: BuildEvent): void {
    if (event.type === 'plan') plan = event.steps;
    else if (event.type === 'step-start') starts.set(event.step, event.at);
    else if (event.type === 'output') addLog(event.step, event.text);
    else if (event.type === 'step-end') addEnd(event);
    else if (event.type === 'warning')
      warnings.push(...(warnings.length < MAX_WARNINGS ? [event.message] : []));
    else if (isOutputEnd(event)) exports.push(event);
    else if (event.type === 'carriers') carriers = event.carriers;
    else if (event.type === 'done' || event.type === 'failed') last = event;
  }

  function addLog(step: number, text: string): void {
    const log = logs.get(step) ?? logBuffer(MAX_LOG_LENGTH);
    logs.set(step, log);
    log.add(text);
  }

  function addEnd({ summary, ...end }: StepEnd): void {
    ends.set(end.step, end);
    if (summary === undefined) return;
    summaryLength += summary.length;
    const text = summaryLength > MAX_SUMMARIES_LENGTH ? '' : summary;
    summaries.set(end.step, { text, bytes: Buffer.byteLength(summary) });
  }

  function stepRecord(step: PlannedStep): StepRecord {
    const end = ends.get(step.index);
    const from = starts.get(step.index);
    const ran =
      from === undefined || end === undefined || end.outcome === 'cached' ? undefined : { from, to: end.at };
    const log = end?.outcome === 'failed' ? (logs.get(step.index)?.take() ?? '') : '';
    const outcome = end?.outcome ?? (from === undefined ? 'not-run' : 'cancelled');
    return { step, outcome, end, ran, log, summary: summaries.get(step.index) };
  }

  function record(): BuildRecord {
    return {
      steps: plan.map(stepRecord),
      warnings,
      exports,
      carriers,
      id: last?.type === 'done' ? last.report.id : undefined,
      error: last?.type === 'failed' ? last.error : undefined,
      outputs: last?.type === 'done' ? last.report.outputs : {},
    };
  }

  return { add, record };
}
