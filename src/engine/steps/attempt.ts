import type { Draft, ResultMeta } from '../../contract/results.ts';
import type { Account } from '../../contract/spec.ts';
import type { Outputs } from '../output/outputs.ts';
import type { WrittenMeta } from '../output/written.ts';

/** The users of a step in the tree of its base. */
export interface StepUsers {
  /** The user of commands. */
  readonly user: Account;
  /** The owner of copied files. */
  readonly owner: Account;
}

/** Opens the draft of a step as a copy of the base, and looks up the users there; called at most once. */
export type Begin = () => Promise<{ readonly draft: Draft } & StepUsers>;

/** The yield of a step besides files. */
export interface Yield {
  readonly outputs: Outputs;
  readonly environment?: ResultMeta['environment'];
  readonly written?: WrittenMeta | undefined;
  /** Seconds of waiting for other steps, which do not count as time of this step. */
  readonly waited?: number | undefined;
  /** Checks the copied files again while the next step runs; the result gets a name afterwards. */
  readonly checked?: Promise<void> | undefined;
}
