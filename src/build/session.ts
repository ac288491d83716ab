import type { PullPolicy } from '../image/contract.ts';
import type { Masker } from '../mask/masker.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import type { Store } from '../store/contract.ts';
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
  readonly noCache: boolean;
  readonly pull: PullPolicy;
  readonly cacheScope: string;
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
  /** Ends the build with this error unless it has one already; what runs is cancelled. */
  readonly fail: (error: unknown) => void;
}
