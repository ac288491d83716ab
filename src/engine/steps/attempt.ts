import type { Draft, ResultMeta } from '../../contract/store.ts';
import type { Outputs } from '../output/outputs.ts';
import type { WrittenFacts } from '../output/written.ts';

/** How a step gets its draft: at most once, as a copy of what it stands on. */
export type Begin = () => Promise<Draft>;

/** What a step gave besides its files. */
export interface Yield {
  readonly outputs: Outputs;
  readonly environment?: ResultMeta['environment'];
  readonly written?: WrittenFacts | undefined;
  /** Looks once more at what was made, while the next step runs; the result gets its name afterwards. */
  readonly checked?: Promise<void> | undefined;
}
