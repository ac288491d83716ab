import type { Sandbox } from '../contract/sandbox.ts';
import type { Result, Store } from '../contract/store.ts';
import type { Trees } from '../contract/trees.ts';
import type { Masker } from '../mask/masker.ts';
import type { Journal } from './journal.ts';
import type { Plan } from './plan/plan.ts';
import type { Step } from './plan/plan-steps.ts';
import type { StepLimits } from './plan/step-bounds.ts';

/** What the steps of one build share while they run. */
export interface Session {
  readonly plan: Plan;
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly trees: Trees;
  readonly context: string;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** The results that nobody takes out until this build ends, as far as they were looked for. */
  readonly held: Map<string, Result>;
  readonly limits: StepLimits | undefined;
  /** Keeps the files of a command that failed. */
  readonly keepFailed: boolean;
  readonly masker: Masker;
  readonly journal: Journal;
  /** Whether and until when to wait for whoever takes the events. */
  readonly pace: () => Promise<void> | undefined;
  readonly warn: (message: string, step: Step) => void;
  /** Waits for one of the places in which steps may run. Nothing that holds one waits for a lease or another build. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Fires when the user cancels and when a step has failed. */
  readonly signal: AbortSignal;
  /** Fires when the user cancels only. */
  readonly userSignal: AbortSignal | undefined;
  /** Ends the build with this error unless it has one already; what runs is cancelled. */
  readonly fail: (error: unknown) => void;
}
