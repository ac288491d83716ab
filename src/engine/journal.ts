import type { BuildEvent, ErrorReport, Outcome, PlannedStep, StepReport } from '../contract/events.ts';
import type { Result } from '../contract/store.ts';
import { asObuilderError, factsOf } from '../errors.ts';
import type { Outputs } from './output/outputs.ts';
import type { Step } from './plan/plan-steps.ts';

/** A step that wrote to files which nobody reads. */
export interface UnreadBy {
  readonly step: Step;
  readonly unread: readonly string[];
}

/** How a step ended, as it is told. */
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

/** Tells what happens as events and keeps count of it. */
export interface Journal {
  plan(steps: readonly PlannedStep[]): void;
  /** Tells the start of a step; the second time it does nothing. */
  start(step: Step): void;
  output(step: Step, text: string): void;
  progress(step: Step, bytes: { readonly doneBytes: number; readonly totalBytes: number }): void;
  /** What a step wrote besides its outputs, told at its end; in place of what was told before. */
  written(
    step: Step,
    written: { readonly summary: string | undefined; readonly unread: readonly string[] },
  ): void;
  /** The files of a step that is going to be told as failed were kept. */
  keep(step: Step): void;
  end(step: Step, ending: Ending): void;
  /** A step that was told as built and whose result could not be kept after all. */
  retract(step: Step): void;
  hasStarted(step: Step): boolean;
  /** Since its start was told; 0 for a step that has not started. */
  secondsSince(step: Step): number;
  /** How each planned step ended, by index; `not-run` for those that did not begin. */
  reports(): readonly StepReport[];
  /** What all steps gave; a later step wins. */
  outputs(): Outputs;
  /** The steps that wrote to files which nobody reads, in the order of the plan. */
  unread(): readonly UnreadBy[];
}

export function createJournal(emit: (event: BuildEvent) => void): Journal {
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
      const told = error === undefined ? undefined : reportError(error);
      const at = Date.now();
      emit({
        type: 'step-end',
        step: index,
        id,
        outcome,
        seconds,
        at,
        original,
        error: told,
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

/** An error as it is told to people and other processes. */
export function reportError(error: unknown): ErrorReport {
  const thrown = asObuilderError(error);
  const { code, message, value, hint, at } = thrown;
  return { code, message, value, hint, at, ...factsOf(thrown) };
}
