import type { BuildReport, ErrorReport, PlannedStep, StepReport } from '../contract/events.ts';
import type { Position } from '../errors.ts';
import type { StepEnd } from './words.ts';

/** A step with its number for people. */
export interface NumberedStep {
  readonly step: PlannedStep;
  /** Counts from 1. */
  readonly number: number;
  readonly total: number;
}

/**
 * What a screen shows, one thing after the other: between `open` and the `close` or `pause` of a step nothing of another
 * step comes. `plan`, `warning` and `progress` may come anywhere.
 */
export type Scene =
  /** `end` is there when the step has ended already, so that a heading can tell how. */
  | {
      readonly type: 'open';
      readonly step: NumberedStep;
      readonly end?: StepEnd | undefined;
      readonly continued: boolean;
    }
  /** Not necessarily whole lines. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'progress'; readonly line: string }
  /** The step goes on, but something else is shown first, or its end was never told. */
  | { readonly type: 'pause'; readonly step: NumberedStep }
  /** `live` when `open` could not tell the end; `tail` is then the end of the step's log, for a failed step. */
  | {
      readonly type: 'close';
      readonly step: NumberedStep;
      readonly end: StepEnd;
      readonly live: boolean;
      readonly tail: string;
    }
  | { readonly type: 'not-run'; readonly step: NumberedStep }
  /** Never between `open` and the `close` or `pause` of a step. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'warning'; readonly message: string; readonly at?: Position | undefined }
  | { readonly type: 'done'; readonly report: BuildReport }
  | {
      readonly type: 'failed';
      readonly error: ErrorReport;
      readonly steps: readonly StepReport[];
      readonly told: boolean;
    };
