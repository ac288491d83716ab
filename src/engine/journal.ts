import type { BuildEvent, ErrorReport, Outcome, PlannedStep, StepReport } from '../contract/events.ts';
import type { Result } from '../contract/results.ts';
import { asObuilderError, factsOf } from '../errors.ts';
import type { Outputs } from './output/outputs.ts';
import type { Step } from './plan/plan-steps.ts';

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
    | (Pick<Result, 'startedAt' | 'seconds' | 'source'> & { readonly from?: string | undefined })
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
  /** Reports, at the end of the step, everything written besides outputs. Replaces the report of an earlier attempt. */
  written(
    step: Step,
    written: { readonly summary: string | undefined; readonly unread: readonly string[] },
  ): void;
  /** Notes that the files of a failing step are kept. */
  keep(step: Step): void;
  end(step: Step, ending: Ending): void;
  /** Marks a step as failed that was reported as built, because the result could not be kept. */
  retract(step: Step): void;
  hasStarted(step: Step): boolean;
  /** Seconds after the reported start; 0 for a step that has not started. */
  secondsSince(step: Step): number;
  /** How each planned step ended, by index; `not-run` for steps that did not begin. */
  reports(): readonly StepReport[];
  /** The outputs of all steps; a later step wins. */
  outputs(): Outputs;
  /** The steps that wrote to files without a reader, in the order of the plan. */
  unread(): readonly UnreadBy[];
}

export type Emit = (event: BuildEvent) => void;

export function createJournal(emit: Emit): Journal {
  const reports: StepReport[] = [];
  const started = new Map<number, number>();
  const outputs: (Outputs | undefined)[] = [];
  const kept = new Set<number>();
  const summaries = new Map<number, string>();
  const unread: UnreadBy[] = [];
  const amend = (index: number, change: Partial<StepReport>) => {
    const report = reports[index];
    if (report !== undefined) reports[index] = { ...report, ...change };
  };
  return {
    plan(steps) {
      emit({ type: 'plan', steps });
      for (const { index, id, build, operation } of steps) {
        reports.push({ index, id, build, operation, outcome: 'not-run', seconds: 0 });
      }
    },
    start({ index }) {
      if (started.has(index)) return;
      started.set(index, performance.now());
      emit({ type: 'step-start', step: index, at: Date.now() });
    },
    output({ index }, text) {
      if (text !== '') emit({ type: 'output', step: index, text });
    },
    progress: ({ index }, bytes) => emit({ type: 'progress', step: index, ...bytes }),
    written(step, { summary, unread: names }) {
      summaries.delete(step.index);
      if (summary !== undefined) summaries.set(step.index, summary);
      unread[step.index] = { step, unread: names };
    },
    keep: ({ index }) => void kept.add(index),
    end({ index }, { id, outcome, seconds, original, error, outputs: given }) {
      amend(index, { id, outcome, seconds });
      outputs[index] = given;
      const reported = error === undefined ? undefined : reportError(error);
      const at = Date.now();
      emit({
        type: 'step-end',
        step: index,
        id,
        outcome,
        seconds,
        at,
        original,
        error: reported,
        kept: outcome === 'failed' && kept.has(index) ? true : undefined,
        outputs: given,
        summary: summaries.get(index),
      });
      summaries.delete(index);
    },
    retract: ({ index }) => amend(index, { outcome: 'failed' }),
    secondsSince: ({ index }) => {
      const start = started.get(index);
      return start === undefined ? 0 : (performance.now() - start) / 1000;
    },
    hasStarted: ({ index }) => started.has(index),
    reports: () => reports,
    unread: () => unread.filter((one) => one !== undefined),
    outputs: () => Object.fromEntries(outputs.flatMap((given) => Object.entries(given ?? {}))),
  };
}

/** Converts an error for people and other processes. */
export function reportError(error: unknown): ErrorReport {
  const thrown = asObuilderError(error);
  const { code, message, value, hint, at } = thrown;
  return { code, message, value, hint, at, ...factsOf(thrown) };
}
