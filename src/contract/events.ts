import type { ErrorCode, ErrorFacts, Position } from '../errors.ts';
import type { Attempt } from './network.ts';
import type { ResultKind } from './results.ts';

/** The end of a step. A `cached` step has a result, a `not-run` step has no result. */
export type Outcome = 'built' | 'cached' | 'failed' | 'cancelled' | 'not-run';

/** An operation with a result: `from`, `run` or `copy`. */
export interface PlannedStep {
  /** Counts from 0 in the order of the plan: nested builds first, in the order of the spec. */
  readonly index: number;
  /** Names of the enclosing nested builds, outermost first; empty in the main build. */
  readonly build: readonly string[];
  readonly kind: 'from' | 'run' | 'copy';
  /** The operation on one line. */
  readonly operation: string;
  /** Working directory of the step. */
  readonly workdir: string;
  readonly at: Position;
  /** Known before the first step runs, except after a copy from a nested build with unknown files. */
  readonly id?: string | undefined;
  /** Label of the result's scope, such as `main`, if the build uses a result of another scope. */
  readonly from?: string | undefined;
}

/** An error for people and for programs. */
export interface ErrorReport extends ErrorFacts {
  readonly code: ErrorCode;
  readonly message: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly at?: Position | undefined;
}

/** The connections of a step with a network list, now or in the original run. */
export interface NetworkReport {
  readonly kind: 'allow' | 'audit';
  readonly attempts: readonly Attempt[];
  /** The field of a spec with a list that lets the attempts pass: `(network (allow git.example:22))`. */
  readonly paste?: string | undefined;
  /** A note on ports in `paste` that are guesses, because the step only looked the names up. */
  readonly guess?: string | undefined;
}

export interface StepReport {
  readonly index: number;
  readonly id?: string | undefined;
  readonly build: readonly string[];
  readonly operation: string;
  readonly outcome: Outcome;
  /** Time spent in this build: 0 for a cached step. */
  readonly seconds: number;
}

/** An image that an output has written or pushed. */
export interface ImageReport {
  readonly type: 'oci' | 'docker' | 'registry';
  /** References with tags. */
  readonly names: readonly string[];
  /** Absolute path of the archive; absent for a registry. */
  readonly dest?: string | undefined;
  /** Of the manifest. */
  readonly digest: string;
  /** Bytes of the manifest. */
  readonly size: number;
  readonly mediaType: string;
  /** Digest of the config. */
  readonly imageId: string;
}

export interface BuildReport {
  readonly id: string;
  /** True if no `run` and no `copy` had to run. A fetched base image does not count. */
  readonly cacheHit: boolean;
  readonly steps: readonly StepReport[];
  /** Outputs of all planned steps, including unused nested builds; a later step wins. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The images of outputs, in their order. */
  readonly images?: readonly ImageReport[] | undefined;
}

/** The part of a carrier in a build. */
export interface CarrierReport {
  /** Name of the carrier, for people. */
  readonly name: string;
  /** Results of the build that came from the carrier, with or without their files. */
  readonly found: number;
  /** Results that the carrier has, but whose record or files are gone or damaged. */
  readonly damaged: number;
  /** Results whose files were fetched. */
  readonly fetched: number;
  /** Results stored on the carrier. */
  readonly stored: number;
  readonly requests: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Why the build stopped using the carrier. */
  readonly failure?: string | undefined;
}

/**
 * The events of a build, in order: `plan`, then the steps, then the exports, then `done` or `failed`. Steps of independent builds interleave.
 */
export type BuildEvent =
  | { readonly type: 'plan'; readonly steps: readonly PlannedStep[] }
  /** A step begins to run, or to follow another process running the same step. A cached step has output and end only. */
  | { readonly type: 'step-start'; readonly step: number; readonly at: number }
  /** Text of the step's log with masked secrets; not necessarily whole lines. */
  | { readonly type: 'output'; readonly step: number; readonly text: string }
  | {
      readonly type: 'step-end';
      readonly step: number;
      readonly id?: string | undefined;
      readonly outcome: Outcome;
      readonly seconds: number;
      /** Milliseconds since the epoch. */
      readonly at: number;
      /** For `cached`: start, duration and source of the original run. */
      readonly original?:
        | {
            /** Of the result: the base image or result of a `from` may be the result of any operation. */
            readonly kind: ResultKind;
            readonly startedAt: number;
            readonly seconds: number;
            readonly source: 'built' | 'pulled';
            /** Label of the result's scope, if not the build's own. */
            readonly from?: string | undefined;
            /** Kind of the carrier with the result, such as `registry`, if this build found the result on another machine. */
            readonly carrier?: string | undefined;
          }
        | undefined;
      /** For `failed`. */
      readonly error?: ErrorReport | undefined;
      /** For `failed`: the files stay for some hours under the step's id. */
      readonly kept?: true | undefined;
      /** For `failed`: another build ran the step while this build waited, and this build takes the failure. */
      readonly awaited?: true | undefined;
      /** Outputs that the step wrote to $GITHUB_OUTPUT, now or in the original run. */
      readonly outputs?: Readonly<Record<string, string>> | undefined;
      /** Unchecked Markdown that the step wrote to $GITHUB_STEP_SUMMARY, secrets masked, whatever the outcome. */
      readonly summary?: string | undefined;
      readonly network?: NetworkReport | undefined;
    }
  | {
      readonly type: 'progress';
      readonly step: number;
      readonly doneBytes: number;
      readonly totalBytes: number;
    }
  /** A running step had neither output nor progress for so long. No part of the step's log. */
  | { readonly type: 'quiet'; readonly step: number; readonly seconds: number }
  /** The carriers that the build asked. Comes once, after the steps; absent if the build asked none. */
  | { readonly type: 'carriers'; readonly carriers: readonly CarrierReport[] }
  /** Progress of an output, after its first second; `text` is the line of the user. */
  | {
      readonly type: 'export';
      readonly text: string;
      /** Absolute path, or the names of a pushed image. */
      readonly dest: string;
      readonly doneBytes: number;
      readonly totalBytes: number;
      /** The layer of an image under way, from 1. */
      readonly layer?: { readonly number: number; readonly total: number } | undefined;
      /** Whether the bytes are those of a layer that is made for an image. */
      readonly isMaking?: boolean | undefined;
    }
  | {
      readonly type: 'export-end';
      readonly text: string;
      readonly dest: string;
      /** Files and links. */
      readonly files: number;
      readonly bytes: number;
      readonly seconds: number;
    }
  /** An image was written or pushed; `bytes` counts what was sent. */
  | {
      readonly type: 'image-end';
      readonly image: ImageReport;
      readonly bytes: number;
      readonly seconds: number;
    }
  /** Information without need for action. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'warning'; readonly message: string; readonly at?: Position | undefined }
  | { readonly type: 'done'; readonly report: BuildReport }
  /** The build ended without a result; the `step-end` of a failed step came before. */
  | { readonly type: 'failed'; readonly error: ErrorReport; readonly steps: readonly StepReport[] };
