import type { BuildEvent } from '../contract/events.ts';
import type { Images } from '../contract/images.ts';
import type { Result } from '../contract/results.ts';
import type { Sandbox } from '../contract/sandbox.ts';
import type { Store } from '../contract/store.ts';
import type { Trees } from '../contract/trees.ts';
import type { Masker } from '../mask/masker.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/plan-steps.ts';
import type { BuildNode } from '../plan/scope.ts';
import type { StepLimits } from '../plan/step-bounds.ts';
import type { RemoteAccess } from './elsewhere/access.ts';
import type { Journal } from './journal.ts';

/** State that the steps of a build share while running. */
export interface Session {
  readonly plan: Plan;
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly images: Images;
  readonly trees: Trees;
  readonly context: string;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** The looked-up results that nobody deletes before this build ends. */
  readonly held: Map<string, Result>;
  /** Access to results on other machines; undefined without carriers. */
  readonly remote: RemoteAccess | undefined;
  /** The names in the store of cache slots for which carriers were asked. */
  readonly soughtSlots: Set<string>;
  /** Builds whose files an output takes. */
  readonly wanted: ReadonlySet<BuildNode>;
  /** The results of the steps so far that are on disk, by index of the step. */
  readonly finished: Map<number, Result>;
  readonly limits: StepLimits | undefined;
  /** Keeps the files of a failed command. */
  readonly keepFailed: boolean;
  readonly masker: Masker;
  readonly journal: Journal;
  /** Whether and until when to wait for the consumer of the events. */
  readonly pace: () => Promise<void> | undefined;
  readonly emit: (event: BuildEvent) => void;
  readonly warn: (message: string, step: Step) => void;
  /** Runs `work` after waiting for a free turn. Work with a turn never waits for a lease or another build. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Fires when the user cancels and when a step has failed. */
  readonly signal: AbortSignal;
  /** Fires when the user cancels only. */
  readonly userSignal: AbortSignal | undefined;
  /** Ends the build with this error unless an earlier error did; cancels running steps. */
  readonly fail: (error: unknown) => void;
}
