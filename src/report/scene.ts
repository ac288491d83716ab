import type { BuildReport, ErrorReport, PlannedStep, StepReport } from '../contract/events.ts';
import type { Position } from '../errors.ts';
import type { StepEnd } from './words.ts';

/** A step with a number for people. */
export interface NumberedStep {
  readonly step: PlannedStep;
  /** Counts from 1. */
  readonly number: number;
  readonly total: number;
}

/**
 * Scenes of a screen, in order: between `open` and the `close` or `pause` of a step no scene of another step comes.
 * `plan`, `warning` and `progress` may come anywhere.
 */
export type Scene =
  /** `end` is set if the step has ended already, so that a heading can include the outcome. */
  | {
      readonly type: 'open';
      readonly step: NumberedStep;
      readonly end?: StepEnd | undefined;
      readonly continued: boolean;
    }
  /** Not necessarily whole lines. */
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'progress'; readonly line: string }
  /** The step goes on after another scene, or the end of the step was never reported. */
  | { readonly type: 'pause'; readonly step: NumberedStep }
  /** `live` if `open` could not include the end; `tail` is then the end of a failed step's log. */
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
      readonly wasShown: boolean;
    };
