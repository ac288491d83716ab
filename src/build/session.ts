import type { Masker } from '../mask/masker.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import type { Result, Store } from '../store/contract.ts';
import type { Trees } from '../tree/contract.ts';
import type { Journal } from './journal.ts';
import type { Plan } from './plan.ts';
import type { StepLimits } from './step-bounds.ts';
import type { Step } from './steps.ts';

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
