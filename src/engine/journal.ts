import type {
  BuildEvent,
  ErrorReport,
  NetworkReport,
  Outcome,
  PlannedStep,
  StepReport,
} from '../contract/events.ts';
import type { Result } from '../contract/results.ts';
import { asObuilderError, factsOf, must } from '../errors.ts';
import type { Step } from '../plan/plan-steps.ts';
import type { Outputs } from './output/outputs.ts';

/** A step that wrote to files without a reader, such as `$GITHUB_ENV`. */
export interface UnreadBy {
  readonly step: Step;
  readonly unread: readonly string[];
}

/** How a step ended, as reported. */
interface Ending {
  readonly id?: string | undefined;
  readonly outcome: Exclude<Outcome, 'not-run'>;
  readonly seconds: number;
  readonly original?:
    | (Pick<Result, 'kind' | 'startedAt' | 'seconds' | 'source'> & {
        readonly from?: string | undefined;
        readonly carrier?: string | undefined;
      })
    | undefined;
  readonly error?: unknown;
  readonly outputs?: Outputs | undefined;
}

/** Reports progress as events and remembers how each step ended. */
export interface Journal {
  plan(steps: readonly PlannedStep[]): void;
  /** Reports the start of a step; a second call does nothing. */
  start(step: Step): void;
  output(step: Step, text: string): void;
  progress(step: Step, bytes: { readonly doneBytes: number; readonly totalBytes: number }): void;
  /** Reports a step without output and progress for so long. */
  quiet(step: Step, seconds: number): void;
  /** When the last output or progress of a step came, by the clock of this process; 0 if none came. */
  heardAt(step: Step): number;
  /** Reports, at the end of the step, everything written besides outputs. Replaces the report of an earlier attempt. */
  written(
    step: Step,
    written: { readonly summary: string | undefined; readonly unread: readonly string[] },
  ): void;
  /** Reports, at the end of the step, the attempts to reach hosts. Replaces the report of an earlier attempt of the step. */
  network(step: Step, report: NetworkReport | undefined): void;
  /** Notes that the files of a failing step are kept. `isAwaited`: another build ran the step while this build waited. */
  keep(step: Step, how?: { readonly isAwaited: boolean }): void;
  end(step: Step, ending: Ending): void;
  /** Marks a step as failed that was reported as built or cached, because the result could not be kept. */
  retract(step: Step): void;
  hasStarted(step: Step): boolean;
  /** Seconds after the reported start; 0 for a step that has not started. */
  secondsSince(step: Step): number;
  /** How each planned step ended, by index; `not-run` for steps that did not begin. */
  reports(): readonly StepReport[];
  /** Whether the end of this step was reported. */
  hasEnded(step: Step): boolean;
  /** Whether the files of this step were kept in this build. */
  hasKept(index: number): boolean;
  /** The outputs of all steps; a later step wins. */
  outputs(): Outputs;
  /** The steps that wrote to files without a reader, in the order of the plan. */
  unread(): readonly UnreadBy[];
}

export type Emit = (event: BuildEvent) => void;

/** The state of a planned step, at the step's index. */
interface StepState {
  report: StepReport;
  /** By the clock of this process. */
  startedAt?: number;
  /** By the same clock. */
  heardAt?: number;
  isKept?: boolean;
  isAwaited?: boolean;
  /** Of the present attempt. */
  summary?: string | undefined;
  network?: NetworkReport | undefined;
  unread?: UnreadBy;
  outputs?: Outputs | undefined;
}

export function createJournal(emit: Emit): Journal {
  const entries: StepState[] = [];
  const entryOf = ({ index }: Step) => must(entries[index], 'the entry of a planned step');
  return {
    plan(steps) {
      emit({ type: 'plan', steps });
      for (const { index, id, build, operation } of steps)
        entries.push({ report: { index, id, build, operation, outcome: 'not-run', seconds: 0 } });
    },
    start(step) {
      const entry = entryOf(step);
      if (entry.startedAt !== undefined) return;
      entry.startedAt = performance.now();
      emit({ type: 'step-start', step: step.index, at: Date.now() });
    },
    output(step, text) {
      if (text === '') return;
      entryOf(step).heardAt = performance.now();
      emit({ type: 'output', step: step.index, text });
    },
    progress(step, bytes) {
      entryOf(step).heardAt = performance.now();
      emit({ type: 'progress', step: step.index, ...bytes });
    },
    quiet: ({ index }, seconds) => emit({ type: 'quiet', step: index, seconds }),
    heardAt: (step) => entryOf(step).heardAt ?? 0,
    written(step, { summary, unread }) {
      const entry = entryOf(step);
      entry.summary = summary;
      entry.unread = { step, unread };
    },
    network: (step, report) => {
      entryOf(step).network = report;
    },
    keep: (step, how) => void Object.assign(entryOf(step), { isKept: true, ...how }),
    end(step, { id, outcome, seconds, original, error, outputs }) {
      const entry = entryOf(step);
      entry.report = { ...entry.report, id, outcome, seconds };
      entry.outputs = outputs;
      emit({
        type: 'step-end',
        step: step.index,
        id,
        outcome,
        seconds,
        at: Date.now(),
        original,
        error: error === undefined ? undefined : reportError(error),
        kept: outcome === 'failed' && entry.isKept ? true : undefined,
        awaited: outcome === 'failed' && entry.isAwaited ? true : undefined,
        outputs,
        summary: entry.summary,
        network: entry.network,
      });
      entry.summary = undefined;
      entry.network = undefined;
    },
    retract: (step) => {
      const entry = entryOf(step);
      entry.report = { ...entry.report, outcome: 'failed' };
    },
    secondsSince: (step) => {
      const { startedAt } = entryOf(step);
      return startedAt === undefined ? 0 : (performance.now() - startedAt) / 1000;
    },
    hasStarted: (step) => entryOf(step).startedAt !== undefined,
    hasEnded: (step) => entryOf(step).report.outcome !== 'not-run',
    hasKept: (index) => entries[index]?.isKept === true,
    reports: () => entries.map(({ report }) => report),
    unread: () => entries.flatMap(({ unread }) => unread ?? []),
    outputs: () => Object.fromEntries(entries.flatMap(({ outputs }) => Object.entries(outputs ?? {}))),
  };
}

/** Converts an error for people and other processes. */
export function reportError(error: unknown): ErrorReport {
  const thrown = asObuilderError(error);
  const { code, message, value, hint, at } = thrown;
  return { code, message, value, hint, at, ...factsOf(thrown) };
}
