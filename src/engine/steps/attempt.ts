import type { Draft, ResultMeta } from '../../contract/results.ts';
import type { Outputs } from '../output/outputs.ts';
import type { WrittenMeta } from '../output/written.ts';

/** Opens the draft of a step as a copy of the base; called at most once. */
export type Begin = () => Promise<Draft>;

/** The yield of a step besides files. */
export interface Yield {
  readonly outputs: Outputs;
  readonly environment?: ResultMeta['environment'];
  readonly written?: WrittenMeta | undefined;
  /** Checks the copied files again while the next step runs; the result gets a name afterwards. */
  readonly checked?: Promise<void> | undefined;
}
