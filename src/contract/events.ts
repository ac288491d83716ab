import type { ErrorCode, ErrorFacts, Position } from '../errors.ts';

/** How a step ended. `cached` and `not-run` are never mixed up: the first has a result, the second has none. */
export type Outcome = 'built' | 'cached' | 'failed' | 'cancelled' | 'not-run';

/** One operation that makes a result: `from`, `run` or `copy`. */
export interface PlannedStep {
  /** Counts from 0 in the order of the plan: nested builds first, as they stand in the spec. */
  readonly index: number;
  /** The nested builds around it, outermost first; empty for the main build. */
  readonly build: readonly string[];
  readonly kind: 'from' | 'run' | 'copy';
  /** The operation on one line. */
  readonly operation: string;
  /** Working directory at that point. */
  readonly workdir: string;
  readonly at: Position;
  /** Known before anything runs, except behind a copy from a nested build whose files are not known yet. */
  readonly id?: string | undefined;
  /** Whose result it is, for people, where this build uses one of another scope: `main`. */
  readonly from?: string | undefined;
}

/** An error for people and for programs that read events. */
export interface ErrorReport extends ErrorFacts {
  readonly code: ErrorCode;
  readonly message: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly at?: Position | undefined;
}

export interface StepReport {
  readonly index: number;
  readonly id?: string | undefined;
  readonly build: readonly string[];
  readonly operation: string;
  readonly outcome: Outcome;
  /** Of this build: 0 for a cached step. */
  readonly seconds: number;
}

export interface BuildReport {
  readonly id: string;
  /** True when no step had to run. */
  readonly cacheHit: boolean;
  readonly steps: readonly StepReport[];
  /** Of all planned steps, those of builds that nobody copies from too; a later step wins. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Everything that a build tells, in order. Steps of independent builds may interleave. */
export type BuildEvent =
  | { readonly type: 'plan'; readonly steps: readonly PlannedStep[] }
  /** A step begins to run, or to follow another process that runs it. A cached step has its output and its end alone. */
  | { readonly type: 'step-start'; readonly step: number; readonly at: number }
  /** Text of the step's log, secrets masked; not necessarily whole lines. */
  | { readonly type: 'output'; readonly step: number; readonly text: string }
  | {
      readonly type: 'step-end';
      readonly step: number;
      readonly id?: string | undefined;
      readonly outcome: Outcome;
      readonly seconds: number;
      /** Milliseconds since the epoch. */
      readonly at: number;
      /** For `cached`: when and how long it ran then, and where its result came from. */
      readonly original?:
        | {
            readonly startedAt: number;
            readonly seconds: number;
            readonly source: 'built' | 'pulled';
            /** Whose it is, for people, where it is of another scope. */
            readonly from?: string | undefined;
          }
        | undefined;
      /** For `failed`. */
      readonly error?: ErrorReport | undefined;
      /** For `failed`: its files stay for some hours, under its id. */
      readonly kept?: true | undefined;
      /** What the step gave to $GITHUB_OUTPUT, now or when it was built. */
      readonly outputs?: Readonly<Record<string, string>> | undefined;
      /** What it wrote to $GITHUB_STEP_SUMMARY, secrets masked, however it ended: Markdown that nobody has checked. */
      readonly summary?: string | undefined;
    }
  | {
      readonly type: 'progress';
      readonly step: number;
      readonly doneBytes: number;
      readonly totalBytes: number;
    }
  /** What the user should know and need not act on. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'warning'; readonly message: string; readonly at?: Position | undefined }
  | { readonly type: 'done'; readonly report: BuildReport }
  /** The build ended without a result; the step that failed, if one did, has told so before. */
  | { readonly type: 'failed'; readonly error: ErrorReport; readonly steps: readonly StepReport[] };
